import type { AppStore } from "../store/store.ts";
import { findReturned } from "./sign-in.ts";

/** Before the address is read: the fragment that a reader left with stands there again, and what the Hub wrote is gone. */
export function takeReturned(): Promise<string> | undefined {
  const ports = { storage: sessionStorage, fetch: (url: string, init: RequestInit) => fetch(url, init) };
  const returned = findReturned(location.href, ports);
  if (!returned) return undefined;
  history.replaceState(history.state, "", `${location.pathname}${returned.hash}`);
  // Whoever waits for it comes later.
  returned.token.catch(() => {});
  return returned.token;
}

/** In memory alone, unless the reader asks for more. */
export async function takeToken(store: AppStore, coming: Promise<string> | undefined): Promise<void> {
  const { setHubToken, learnModel, notify } = store.getState();
  try {
    const token = await coming;
    if (token === undefined) return;
    setHubToken(token, false);
    await learnModel();
  } catch {
    notify("site", "sign-in-failed");
  }
}

import type { StoreApi } from "zustand/vanilla";
import type { AppState } from "./store/state.ts";
import { createUpdateCheck } from "./update.ts";

const quietIntervalMs = 30 * 60_000;

/** Looks for a new version when the tab is looked at again, now and then, and when a part of this one is missing. */
export function watchVersion(store: StoreApi<AppState>): void {
  const check = createUpdateCheck({
    entry: document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src,
    loadPage: findPage,
    now: () => performance.now(),
    onOutdated: () => store.setState({ isOutdated: true }),
  });
  const askUrgently = () => void check.ask({ isUrgent: true });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void check.ask();
  });
  setInterval(() => void check.ask(), quietIntervalMs);
  addEventListener("vite:preloadError", askUrgently);
  store.subscribe(({ run }, before) => {
    // The script of a worker or a runtime may be what is missing.
    if (run !== before.run && run.status === "failed" && run.field === undefined) askUrgently();
  });
}

async function findPage(): Promise<string | undefined> {
  try {
    const response = await fetch(document.baseURI.replace(/#.*$/, ""), { cache: "no-cache" });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

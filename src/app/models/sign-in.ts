import * as v from "valibot";
import { toBase64 } from "../../shared/base64.ts";

/** Where a reader signs in: the Hub, at which whoever deploys has registered this site as a public app. */
export interface SignInTarget {
  /** The Hub's address, with a slash at its end. */
  readonly host: string;
  readonly clientId: string;
  readonly scopes: string;
}

export interface SignInPorts {
  /** The tab's own: what it holds is gone with the tab. */
  readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  fetch(url: string, init: RequestInit): Promise<Response>;
}

const Pending = v.object({
  host: v.string(),
  clientId: v.string(),
  redirect: v.string(),
  state: v.string(),
  verifier: v.string(),
  hash: v.string(),
});
const Granted = v.object({ access_token: v.string() });

const pendingName = "model-playground-sign-in";

/**
 * Notes what the answer will be held to, and where the reader was.
 * @param page its whole address; what comes before the query is where the Hub leads back to
 * @returns the address to go to: OAuth 2.0's authorization code with PKCE (RFC 6749, RFC 7636)
 */
export async function signInAddress(target: SignInTarget, page: string, { storage }: Pick<SignInPorts, "storage">) {
  const { origin, pathname, hash } = new URL(page);
  const redirect = `${origin}${pathname}`;
  const [state, verifier] = [randomText(), randomText()];
  const { host, clientId, scopes } = target;
  storage.setItem(pendingName, JSON.stringify({ host, clientId, redirect, state, verifier, hash }));
  const address = new URL("oauth/authorize", host);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  address.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirect,
    response_type: "code",
    scope: scopes,
    state,
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: "S256",
  }).toString();
  return address.href;
}

/** What a reader comes back with. */
export interface Returned {
  /** The fragment that they left with. */
  readonly hash: string;
  /** Rejects where they did not consent, or the Hub gives no token for what it said. */
  readonly token: Promise<string>;
}

/** @returns `undefined` where nobody left this tab to sign in, or somebody else's answer stands in the address */
export function findReturned(page: string, { storage, fetch }: SignInPorts): Returned | undefined {
  const query = new URL(page).searchParams;
  const pending = readPending(storage);
  if (!pending || query.get("state") !== pending.state) return undefined;
  storage.removeItem(pendingName);
  return { hash: pending.hash, token: exchange(query.get("code"), pending, fetch) };
}

function readPending(storage: SignInPorts["storage"]): v.InferOutput<typeof Pending> | undefined {
  try {
    return v.parse(Pending, JSON.parse(storage.getItem(pendingName) ?? ""));
  } catch {
    return undefined;
  }
}

async function exchange(
  code: string | null,
  { host, clientId, redirect, verifier }: v.InferOutput<typeof Pending>,
  fetch: SignInPorts["fetch"],
): Promise<string> {
  if (code === null) throw new Error("The Hub gave no code.");
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: clientId,
    code,
    redirect_uri: redirect,
    code_verifier: verifier,
  });
  const response = await fetch(new URL("oauth/token", host).href, { method: "POST", body });
  return v.parse(Granted, await response.json()).access_token;
}

function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

import type { Endpoint } from "../shared/site.ts";
import type { ModelCard } from "./card.ts";
import { findCard } from "./card.ts";

/** What an endpoint knows of a model. */
export type Lookup =
  | { readonly status: "found"; readonly card: ModelCard }
  /** No such model, or none that is given without a token: the Hub answers both alike. */
  | { readonly status: "missing"; readonly host: string }
  /** No endpoint could tell. */
  | { readonly status: "unknown" };

interface LookupSettings {
  readonly endpoints: readonly Endpoint[];
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly limitMs: number;
}

/** Asks the endpoints in turn; hosts with a layout of their own may answer nothing, which is no error. */
export async function lookUp(
  { model, revision }: { readonly model: string; readonly revision: string },
  { endpoints, fetch, limitMs }: LookupSettings,
): Promise<Lookup> {
  let missing: Lookup | undefined;
  for (const { host } of endpoints) {
    const address = new URL(`api/models/${model}/revision/${encodeURIComponent(revision)}?blobs=true`, host);
    try {
      const response = await fetch(address.href, { signal: AbortSignal.timeout(limitMs) });
      const card = response.ok ? findCard(model, await response.json()) : undefined;
      if (card) return { status: "found", card };
      if (response.status === 401 || response.status === 404) missing ??= { status: "missing", host: address.host };
    } catch {
      // The next endpoint may know.
    }
  }
  return missing ?? { status: "unknown" };
}

import { type Clock, realClock } from "../shared/clock.ts";
import { findCard, type ModelCard } from "./card.ts";
import { createEndpoints, type Fetch, hostOf } from "./endpoints.ts";
import { infoAddressOf } from "./info.ts";
import type { Sources } from "./sources.ts";

/** What an endpoint knows of a model. */
export type Lookup =
  | { readonly status: "found"; readonly card: ModelCard }
  /** No such model, or none that is given without a token: the Hub answers both alike. */
  | { readonly status: "missing"; readonly host: string }
  /** No endpoint could tell. */
  | { readonly status: "unknown" };

interface LookupSettings {
  readonly sources: Pick<Sources, "endpoints" | "timeoutMs">;
  readonly fetch: Fetch;
  readonly clock?: Clock;
}

/** Asks the endpoints in turn; hosts with a layout of their own may answer nothing, which is no error. */
export async function lookUp(
  { model, revision }: { readonly model: string; readonly revision: string },
  { sources: { endpoints, timeoutMs }, fetch, clock = realClock }: LookupSettings,
): Promise<Lookup> {
  const { ask } = createEndpoints({ fetch, clock, firstByteMs: timeoutMs.firstByte });
  const addresses = endpoints.map(({ host }) => infoAddressOf({ model, revision }, host));
  let missing: Lookup = { status: "unknown" };
  const card = await ask(addresses, {}, async ({ response, address }) => {
    const isMissing = response.status === 401 || response.status === 404;
    if (isMissing && missing.status === "unknown") missing = { status: "missing", host: hostOf(address) };
    return response.ok ? findCard(model, await response.json()) : undefined;
  }).catch(() => undefined);
  return card ? { status: "found", card } : missing;
}

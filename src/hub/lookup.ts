import { type Clock, realClock } from "../shared/clock.ts";
import { addressesOf } from "./address.ts";
import { findCard, type ModelCard } from "./card.ts";
import { createEndpoints, type Fetch, hostOf, tokenForHosts } from "./endpoints.ts";
import { infoAddressOf } from "./info.ts";
import { parseJson } from "./json.ts";
import { findShape } from "./shape.ts";
import type { Sources } from "./sources.ts";

/** What an endpoint knows of a model. */
export type Lookup =
  | { readonly status: "found"; readonly card: ModelCard }
  /** No such model, or none that is given without a token: the Hub answers both alike. */
  | { readonly status: "missing"; readonly host: string }
  /** No endpoint could tell. */
  | { readonly status: "unknown" };

interface LookupSettings {
  readonly sources: Pick<Sources, "embeddedBase" | "endpoints" | "timeoutMs" | "token">;
  readonly fetch: Fetch;
  readonly clock?: Clock;
}

/** Asks the endpoints in turn; hosts with a layout of their own may answer nothing, which is no error. */
export async function lookUp(
  { model, revision }: { readonly model: string; readonly revision: string },
  { sources, fetch, clock = realClock }: LookupSettings,
): Promise<Lookup> {
  const { endpoints, timeoutMs, token } = sources;
  const tokenFor = tokenForHosts(endpoints, token);
  const { ask } = createEndpoints({ fetch, clock, firstByteMs: timeoutMs.firstByte, tokenFor });
  const addresses = endpoints.map(({ host }) => infoAddressOf({ model, revision }, host));
  let missing: Lookup = { status: "unknown" };
  const card = await ask(addresses, {}, async ({ response, address }) => {
    const isMissing = response.status === 401 || response.status === 404;
    if (isMissing && missing.status === "unknown") missing = { status: "missing", host: hostOf(address) };
    return response.ok ? findCard(model, await response.json()) : undefined;
  }).catch(() => undefined);
  if (!card) return missing;
  if (!card.architectures?.some((name) => writes.test(name))) return { status: "found", card };
  // A kilobyte more, without which nobody knows what a long context takes.
  const shape = await ask(addressesOf({ model, revision, file: "config.json" }, sources), {}, async ({ response }) =>
    response.ok ? findShape(parseJson(await response.text())) : undefined,
  ).catch(() => undefined);
  return { status: "found", card: shape ? { ...card, shape } : card };
}

/** Classes whose models keep keys and values of what they wrote. */
const writes = /ForCausalLM$|ForConditionalGeneration$|LMHeadModel$/;

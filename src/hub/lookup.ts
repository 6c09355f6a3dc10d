import { type Clock, realClock } from "../shared/clock.ts";
import { parseJson } from "../shared/json.ts";
import { addressesOf } from "./address.ts";
import { findCard, type ModelCard } from "./card.ts";
import { createEndpoints, type Fetch, hostOf, tokenForHosts } from "./endpoints.ts";
import { infoAddressOf } from "./info.ts";
import { findShape } from "./shape.ts";
import { findCardByFiles, writes } from "./small-files.ts";
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

/**
 * Asks the endpoints in turn for all that they know of a model. Hosts that only serve files know nothing of the kind: then
 * a few small files tell what they can.
 */
export async function lookUp(
  { model, revision }: { readonly model: string; readonly revision: string },
  { sources, fetch, clock = realClock }: LookupSettings,
): Promise<Lookup> {
  const { endpoints, timeoutMs, token } = sources;
  const tokenFor = tokenForHosts(endpoints, token);
  const { ask } = createEndpoints({ fetch, clock, firstByteMs: timeoutMs.firstByte, tokenFor });
  const addresses = endpoints.map(({ host }) => infoAddressOf({ model, revision }, host));
  let missing: Lookup = { status: "unknown" };
  const told = await ask(addresses, {}, async ({ response, address }) => {
    const isMissing = response.status === 401 || response.status === 404;
    if (isMissing && missing.status === "unknown") missing = { status: "missing", host: hostOf(address) };
    const answer: unknown = response.ok ? await response.json() : undefined;
    const card = findCard(model, answer);
    return card && { answer, card };
  }).catch(() => undefined);

  const addressesFor = (file: string) => addressesOf({ model, revision, file }, sources);
  const read = (file: string) =>
    ask(addressesFor(file), {}, async ({ response }) =>
      response.ok ? parseJson(await response.text()) : undefined,
    ).catch(() => undefined);
  if (!told) {
    const isThere = (file: string) =>
      ask(addressesFor(file), { method: "HEAD" }, ({ response }) => isFile(response) || undefined)
        .then((found) => found === true)
        .catch(() => false);
    const card = await findCardByFiles(model, read, isThere);
    return card ? { status: "found", card } : missing;
  }
  if (!told.card.architectures?.some((name) => writes.test(name))) return { status: "found", card: told.card };
  // A kilobyte more, without which nobody knows what a long context takes, nor which dtypes the model was published for.
  const config = await read("config.json");
  const card = findCard(model, told.answer, config) ?? told.card;
  const shape = findShape(config);
  return { status: "found", card: shape ? { ...card, shape } : card };
}

/** Some hosts answer everything with a page of theirs. */
function isFile({ ok, headers }: Response): boolean {
  return ok && !(headers.get("content-type") ?? "").includes("text/html");
}

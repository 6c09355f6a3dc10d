import * as v from "valibot";
import { realClock } from "../shared/clock.ts";
import { listEmbedded } from "./embedded.ts";
import { createEndpoints, type Fetch, tokenForHosts } from "./endpoints.ts";
import { Info, infoAddressOf, type Listing, listingOf } from "./info.ts";
import type { KeptFile } from "./manifest.ts";
import { isEmbedded } from "./reference.ts";
import type { Sources } from "./sources.ts";

/** Whether a kept file is another one at its host by now; not where its host no longer tells. */
export function isMoved(
  { file, bytes, sha256 }: Pick<KeptFile, "file" | "bytes" | "sha256">,
  listing: Listing,
): boolean {
  const listed = listing.get(file);
  if (!listed) return false;
  if (listed.sha256 !== undefined && sha256 !== undefined) return listed.sha256 !== sha256;
  // What was stored before there was a manifest has no size.
  return bytes > 0 && listed.bytes !== undefined && listed.bytes !== bytes;
}

/** Asks the endpoints, or the site itself, for what a repository holds now; `undefined` where none can tell. */
export async function listNow(
  ref: Pick<KeptFile, "model" | "revision">,
  { endpoints, timeoutMs, token, embeddedBase }: Pick<Sources, "endpoints" | "timeoutMs" | "token" | "embeddedBase">,
  fetch: Fetch,
): Promise<Listing | undefined> {
  if (isEmbedded(ref.model)) return listEmbedded(ref, embeddedBase, fetch);
  const tokenFor = tokenForHosts(endpoints, token);
  const { ask } = createEndpoints({ fetch, clock: realClock, firstByteMs: timeoutMs.firstByte, tokenFor });
  const addresses = endpoints.map(({ host }) => infoAddressOf(ref, host));
  return ask(addresses, {}, async ({ response }) =>
    response.ok ? listingOf(v.parse(Info, await response.json())) : undefined,
  ).catch(() => undefined);
}

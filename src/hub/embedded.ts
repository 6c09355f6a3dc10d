import * as v from "valibot";
import type { HubFile } from "./address.ts";
import { Info, type Listing, listingOf } from "./info.ts";

/** What `scripts/vite/offline.mjs` writes beside the models of the site: of each what the Hub would tell. */
const Index = v.record(v.string(), Info);

/**
 * All files of a checkpoint that ships with the site.
 * @param embeddedBase address of the folder `models/`
 * @returns `undefined` where the site's host does not tell, or the checkpoint was put there after the build
 */
export async function listEmbedded(
  { model }: Pick<HubFile, "model">,
  embeddedBase: string,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
): Promise<Listing | undefined> {
  try {
    const response = await fetch(new URL("files.json", embeddedBase).href, { cache: "no-cache" });
    const info = v.parse(Index, await response.json())[model.slice("embedded/".length)];
    return info && listingOf(info);
  } catch {
    return undefined;
  }
}

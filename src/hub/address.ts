import type { Endpoint } from "../shared/site.ts";
import { localAddressOf } from "./local.ts";
import { isEmbedded, isLocal } from "./reference.ts";
import type { Sources } from "./sources.ts";

/**
 * The name of every file, whichever host it comes from: caches are keyed by it, so that a mirror's file serves the
 * same checkpoint. Nothing is fetched from it unless it is one of the site's endpoints.
 */
export const canonicalHost = "https://huggingface.co/";

export interface HubFile {
  readonly model: string;
  readonly revision: string;
  /** Path inside the repository. */
  readonly file: string;
}

export function canonicalUrl({ model, revision, file }: HubFile): string {
  return `${canonicalHost}${model}/resolve/${encodeURIComponent(revision)}/${file}`;
}

export function findHubFile(url: string): HubFile | undefined {
  if (!url.startsWith(canonicalHost)) return undefined;
  const parts = /^(.+?)\/resolve\/([^/]+)\/(.+)$/.exec(url.slice(canonicalHost.length));
  const [, model, revision, file] = parts ?? [];
  if (model === undefined || revision === undefined || file === undefined) return undefined;
  return { model, revision: decodeURIComponent(revision), file };
}

/** Where a file is served: the site's own folder for an embedded checkpoint, else each endpoint in its order. */
export function addressesOf(hubFile: HubFile, sources: Pick<Sources, "embeddedBase" | "endpoints">): readonly string[] {
  const { model, revision, file } = hubFile;
  if (isLocal(model)) return [localAddressOf(file)];
  if (isEmbedded(model)) return [`${sources.embeddedBase}${model.slice("embedded/".length)}/${file}`];
  return sources.endpoints.map((endpoint: Endpoint) => {
    const path = endpoint.path
      .replaceAll("{model}", model)
      .replaceAll("{revision}", encodeURIComponent(revision))
      .replaceAll("{file}", file);
    return new URL(path, endpoint.host).href;
  });
}

import * as v from "valibot";
import type { Clock } from "../shared/clock.ts";
import { TaskError } from "../shared/errors.ts";
import { canonicalUrl } from "./address.ts";
import { createFileCache } from "./cache.ts";
import type { CheckpointRef } from "./checkpoint.ts";
import { createHub, type HubReport, refusal } from "./fetch.ts";
import { createGraphs } from "./graphs.ts";
import { Json, parseJson } from "./json.ts";
import { isEmbedded } from "./reference.ts";
import type { Sources } from "./sources.ts";
import { createStore, openStorePorts } from "./store.ts";

/** The small files of a repository, from the browser's cache or the site's endpoints. */
export interface Files {
  /** `undefined` where the repository has no such file. @throws TaskError when the repository itself is refused */
  bytes(file: string): Promise<Uint8Array | undefined>;
  text(file: string): Promise<string | undefined>;
  json(file: string): Promise<Json | undefined>;
  /** @throws TaskError `model-unsupported` where there is none */
  required(file: string): Promise<Json>;
  /** Where the graphs lie of a checkpoint with this `config.json`. */
  graphsOf(config: Json): ReturnType<typeof createGraphs>;
  readonly hub: ReturnType<typeof createHub>;
  readonly cache: ReturnType<typeof createFileCache>;
}

export async function openFiles(
  { checkpoint, sources }: { readonly checkpoint: CheckpointRef; readonly sources: Sources },
  onProgress: (report: HubReport) => void,
  clock: Clock,
): Promise<Files> {
  const { model, revision } = checkpoint;
  const hub = createHub({ sources, fetch: (url, init) => fetch(url, init), clock, onProgress });
  const cache = createFileCache({
    store: createStore(await openStorePorts()),
    clock,
    onHit: hub.countCached,
    onWaiting: () => onProgress(hub.report),
  });

  async function bytes(file: string): Promise<Uint8Array | undefined> {
    const url = canonicalUrl({ model, revision, file });
    const kept = await cache.match(url);
    if (kept) return new Uint8Array(await kept.arrayBuffer());
    const response = await hub.fetch(url);
    if (!response.ok) {
      if (file === "config.json") throw refusal(response, { model, revision, file });
      return undefined;
    }
    const content = await bytesOf(response);
    const type = file.endsWith(".json") ? "application/json" : "application/octet-stream";
    const headers = { "content-type": type, "content-length": String(content.byteLength) };
    await cache.put(url, new Response(content, { headers })).catch(() => {});
    return content;
  }

  async function text(file: string): Promise<string | undefined> {
    const content = await bytes(file);
    return content && new TextDecoder().decode(content);
  }

  async function json(file: string): Promise<Json | undefined> {
    const content = await text(file);
    if (content === undefined) return undefined;
    try {
      return v.parse(Json, parseJson(content));
    } catch (reason) {
      await cache.forget(canonicalUrl({ model, revision, file }));
      throw new TaskError("file-corrupt", `${file} of ${model} is not the JSON that it should be.`, String(reason));
    }
  }

  return {
    bytes,
    text,
    json,
    async required(file) {
      const found = await json(file);
      if (!found) throw new TaskError("model-unsupported", `${model} has no ${file}.`);
      return found;
    },
    graphsOf(config) {
      let listed: Promise<readonly string[] | undefined> | undefined;
      const urlOf = (file: string) => canonicalUrl({ model, revision, file });
      return createGraphs({
        model,
        config,
        list() {
          listed ??= isEmbedded(model) ? Promise.resolve(undefined) : hub.list({ model, revision });
          return listed;
        },
        isKept: (file) => cache.has(urlOf(file)),
        isServed: (file) => hub.isServed(urlOf(file)),
      });
    },
    hub,
    cache,
  };
}

/** Chromium's `arrayBuffer()` tells of every error of a stream as "Failed to fetch"; its reader hands on the error itself. */
async function bytesOf({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of body ?? []) chunks.push(chunk);
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

import * as v from "valibot";
import type { Clock } from "../shared/clock.ts";
import { TaskError } from "../shared/errors.ts";
import { Json, parseJson } from "../shared/json.ts";
import { canonicalUrl } from "./address.ts";
import { absent, bytesOf, refusal } from "./answers.ts";
import { createFileCache } from "./cache.ts";
import type { CheckpointRef } from "./checkpoint.ts";
import type { Fetch } from "./endpoints.ts";
import { createFetcher } from "./fetch.ts";
import { createGraphs } from "./graphs.ts";
import { createKeptFetch } from "./kept.ts";
import { createDiskParts } from "./parts.ts";
import { openRates } from "./rates.ts";
import { isEmbedded, isLocal } from "./reference.ts";
import { createSha256 } from "./sha256.ts";
import type { Sources } from "./sources.ts";
import { createStore, openStorePorts } from "./store.ts";
import type { FetchReport } from "./tally.ts";
import { isLargeFile } from "./weight.ts";

/** The small files of a repository, from the browser's cache or the site's endpoints. */
export interface Files {
  /** `undefined` where the repository has no such file. @throws TaskError when the repository itself is refused */
  bytes(file: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  text(file: string): Promise<string | undefined>;
  json(file: string): Promise<Json | undefined>;
  /** @throws TaskError `model-unsupported` where there is none */
  required(file: string): Promise<Json>;
  /** Where the graphs lie of a checkpoint with this `config.json`. */
  graphsOf(config: Json): ReturnType<typeof createGraphs>;
  /**
   * Fetches and keeps weights that are not here yet, one after the other.
   * @param announced counts as to come from the start, too
   */
  keepWeights(wanted: readonly string[], announced?: readonly string[]): Promise<void>;
  /** Notes what the repository has, for visits without a network. */
  keepNames(): Promise<void>;
  /** The content of a file that lies here or with the reader, where it is no larger, without its counting as read. */
  peek(file: string, mostBytes: number): Promise<Uint8Array | undefined>;
  /** A file's address, whichever host serves it. */
  urlOf(file: string): string;
  readonly fetcher: ReturnType<typeof createFetcher>;
  readonly cache: ReturnType<typeof createFileCache>;
}

interface Asked {
  readonly checkpoint: CheckpointRef;
  readonly sources: Sources;
  /** Until it resolves, nothing is fetched that this browser does not have. */
  readonly mayFetch?: Promise<void> | undefined;
  /** Whether a checkpoint that ships with the site is kept as those of the Hub are. */
  readonly keepsEmbedded?: boolean;
}

export async function openFiles(
  { checkpoint, sources, mayFetch, keepsEmbedded = false }: Asked,
  onProgress: (report: FetchReport) => void,
  clock: Clock,
  signal?: AbortSignal,
): Promise<Files> {
  const { model, revision } = checkpoint;
  const parts = createDiskParts(navigator.storage, Date.now, checkpoint);
  const storage = await openStorePorts();
  const rates = await openRates(storage.manifest, clock, storage.now);
  const { origin } = location;
  const fetch = mayFetch ? createKeptFetch({ fetch: fetchAny, origin, mayFetch }) : fetchAny;
  const fetcher = createFetcher({
    sources: { ...sources, endpoints: rates.fastestFirst(sources.endpoints) },
    ...{ fetch, clock, parts, rates, onProgress, signal, keepsEmbedded },
  });
  const store = createStore(storage, keepsEmbedded);
  const cache = createFileCache({
    store,
    clock,
    onHit: fetcher.countCached,
    sha256Of: fetcher.sha256Of,
    onKept: parts.drop,
    onWaiting: () => onProgress(fetcher.report),
  });
  /** What ships with the site comes from there as the site's own scripts do, and is neither looked over nor kept. */
  const isPassedBy = isEmbedded(model) && !keepsEmbedded;
  /** What lies with the reader is not kept a second time. */
  const isKept = !isPassedBy && !isLocal(model);
  // Beside the first file: whoever looks for a graph need not ask for it by name.
  if (isPassedBy) void fetcher.list({ model, revision });
  const urlOf = (file: string) => canonicalUrl({ model, revision, file });

  /** A file that is fetched in one piece; `undefined` where there is none. A wrong one is fetched anew, once. */
  async function fetched(file: string, isAgain = false): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const response = await fetcher.fetch(urlOf(file));
    if (!response.ok) {
      if (file === "config.json") throw refusal(response, { model, revision, file });
      return undefined;
    }
    const content = await bytesOf(response);
    if (isLargeFile(file) || !mayBeInLfs(file, content) || isPassedBy) return content;
    const expected = (await fetcher.list({ model, revision }, isAgain))?.get(file)?.sha256;
    if (expected === undefined) return content;
    const hash = createSha256();
    hash.update(content);
    if (hash.digest() !== expected) {
      if (!isAgain) return fetched(file, true);
      throw new TaskError("file-corrupt", `${file} of ${model} is not what its host says it is.`);
    }
    fetcher.verify(urlOf(file), expected);
    return content;
  }

  async function bytes(file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const url = urlOf(file);
    const kept = await cache.match(url);
    if (kept) return new Uint8Array(await kept.arrayBuffer());
    try {
      if ((await isKnownAbsent(file)) || (isLargeFile(file) && (await isLacking(file)))) return undefined;
      const content = await fetched(file);
      // A response made of it would be a copy, for a store that takes none.
      if (!content || !isKept) return content;
      const type = file.endsWith(".json") ? "application/json" : "application/octet-stream";
      const headers = { "content-type": type, "content-length": String(content.byteLength) };
      await cache.put(url, new Response(content, { headers })).catch(() => {});
      return content;
    } finally {
      cache.release(url);
    }
  }

  let names: Promise<readonly string[] | undefined> | undefined;

  /** Whether a checkpoint that is kept has no such file: without a network nobody else could tell. */
  async function isKnownAbsent(file: string): Promise<boolean> {
    names ??= store.match(urlOf(namesFile)).then(async (kept) => {
      const parsed = v.safeParse(v.array(v.string()), await kept?.json().catch(() => undefined));
      return parsed.success ? parsed.output : undefined;
    });
    const known = await names;
    return known !== undefined && !known.includes(file);
  }

  /** Asked before: a large file that is refused fails all of its checkpoint. */
  async function isLacking(file: string): Promise<boolean> {
    const listing = await fetcher.list({ model, revision });
    if (listing && (listing.has(file) || !isPassedBy)) return !listing.has(file);
    return (await fetcher.isServed(urlOf(file))) === false;
  }

  async function keepNames(): Promise<void> {
    const listing = await fetcher.list({ model, revision });
    if (!listing) return;
    const content = JSON.stringify([...listing.keys()]);
    const headers = { "content-length": String(new TextEncoder().encode(content).byteLength) };
    await store.put(urlOf(namesFile), new Response(content, { headers }));
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
      await cache.forget(urlOf(file));
      throw new TaskError("file-corrupt", `${file} of ${model} is not the JSON that it should be.`, String(reason));
    }
  }

  async function peek(file: string, mostBytes: number): Promise<Uint8Array | undefined> {
    const own = sources.local?.find(({ path }) => path === file)?.blob;
    const kept = own ? undefined : await store.peek(urlOf(file));
    if ((own?.size ?? Number(kept?.headers.get("content-length") ?? 0)) > mostBytes) return undefined;
    const content = await (own ?? kept)?.arrayBuffer();
    return content && new Uint8Array(content);
  }

  async function keepWeights(wanted: readonly string[], announced: readonly string[] = []): Promise<void> {
    if (!isKept) return;
    const isHere = await Promise.all(wanted.map((file) => cache.has(urlOf(file))));
    const missing = wanted.filter((_, index) => !isHere[index]);
    if (missing.length > 0) {
      await fetcher.expect({ model, revision }, [...missing, ...announced]);
      await keepNames();
    }
    const listing = missing.length > 0 ? await fetcher.list({ model, revision }) : undefined;
    for (const file of missing) {
      const url = urlOf(file);
      if (listing && !listing.has(file)) throw absent({ model, revision, file });
      try {
        // Another tab may have fetched it meanwhile.
        if (await cache.match(url)) continue;
        await cache.keep(url, await (await fetcher.fetchWeights(url)).blob());
      } finally {
        cache.release(url);
      }
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
      return createGraphs({
        model,
        config,
        list() {
          listed ??= fetcher.list({ model, revision }).then((listing) => listing && [...listing.keys()]);
          return listed;
        },
        isKept: (file) => cache.has(urlOf(file)),
        isServed: (file) => fetcher.isServed(urlOf(file)),
      });
    },
    keepWeights,
    peek,
    urlOf,
    keepNames,
    fetcher,
    cache,
  };
}

const fetchAny: Fetch = (url, init) => fetch(url, init);

/** Among the files of a checkpoint, the names of all that its host listed when its weights came. No repository has it. */
const namesFile = ".names.json";

/** The Hub takes whatever is larger than 10 MB into Git LFS, and binary files by their endings. */
function mayBeInLfs(file: string, { byteLength }: Uint8Array): boolean {
  return byteLength > 1e6 || !/\.(?:json|txt|jinja)$/.test(file);
}

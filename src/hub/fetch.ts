import * as v from "valibot";
import type { Clock } from "../shared/clock.ts";
import { TaskError } from "../shared/errors.ts";
import { addressesOf, findHubFile, type HubFile } from "./address.ts";
import type { Ranges } from "./ahead.ts";
import { isCut, isPage, isPointer, pageError, pointerError, refusal, toldLength, toReadError } from "./answers.ts";
import { listEmbedded } from "./embedded.ts";
import { type Answer, createEndpoints, type Fetch, tokenForHosts } from "./endpoints.ts";
import { Info, infoAddressOf, type Listing, listingOf } from "./info.ts";
import { listLocal, withLocal } from "./local.ts";
import type { Parts } from "./parts.ts";
import { createSilence } from "./range.ts";
import type { Rates } from "./rates.ts";
import { isEmbedded, isLocal } from "./reference.ts";
import type { Sources } from "./sources.ts";
import { createTally, type FetchReport } from "./tally.ts";
import { transfer } from "./transfer.ts";
import { isLargeFile } from "./weight.ts";

export interface FetcherSettings {
  readonly sources: Sources;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly parts: Parts;
  readonly onProgress: (report: FetchReport) => void;
  /** Ends what is on its way, at once; what came of large files stays. */
  readonly signal?: AbortSignal | undefined;
  /** How large files are asked for; as usual without it. */
  readonly ranges?: Ranges;
  /** What is measured of the hosts on the way. */
  readonly rates?: Pick<Rates, "brought" | "absent" | "keep">;
  /** Whether what ships with the site is fetched as what the Hub has. */
  readonly keepsEmbedded?: boolean;
}

/**
 * Fetches the files of one checkpoint: the site's endpoints in turn, a limit on silence, progress in bytes, and an
 * error with a code for whatever goes wrong. `failed` rejects with the first such error, because the library leaves
 * the promise of a missing weight shard pending for ever (transformers.js `utils/model-loader.js`).
 */
export function createFetcher(settings: FetcherSettings) {
  const { sources, fetch, clock, parts, onProgress, signal, ranges, rates, keepsEmbedded = false } = settings;
  const tally = createTally(clock, onProgress);
  const { local = [] } = sources;
  const firstByteMs = sources.timeoutMs.firstByte;
  const tokenFor = tokenForHosts(sources.endpoints, sources.token);
  const endpoints = createEndpoints({ fetch: withLocal(fetch, local), clock, firstByteMs, tokenFor, rates });
  /** By `model@revision`; whichever host can, lists. */
  const listings = new Map<string, Promise<Listing | undefined>>();
  /** The last of them. */
  let told: Listing | undefined;
  /** What was fetched and found to be what its host lists, by address. */
  const verified = new Map<string, string>();
  let fail: (error: TaskError) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Someone may listen only later; until then a rejection is not an unhandled one.
  failed.catch(() => {});

  function failWith(error: TaskError): TaskError {
    fail(error);
    return error;
  }

  async function answerFor(hubFile: HubFile, init: RequestInit): Promise<Answer> {
    const asked = { ...init, ...(signal && { signal }) };
    const addresses = addressesOf(hubFile, sources);
    // Every checkpoint has one: who has it has the others, and what it lacks, nobody has.
    return hubFile.file === "config.json" ? endpoints.askWhoHas(addresses, asked) : endpoints.askAny(addresses, asked);
  }

  type Ref = Pick<HubFile, "model" | "revision">;

  function list(ref: Ref, isAgain = false): Promise<Listing | undefined> {
    const key = `${ref.model}@${ref.revision}`;
    const known = isAgain ? undefined : listings.get(key);
    const listing = known ?? askForList(ref);
    listings.set(key, listing);
    return listing;
  }

  async function askForList(ref: Ref): Promise<Listing | undefined> {
    if (isLocal(ref.model)) return listLocal(local);
    if (isEmbedded(ref.model)) return listEmbedded(ref, sources.embeddedBase, fetch);
    const addresses = sources.endpoints.map(({ host }) => infoAddressOf(ref, host));
    const listing = await endpoints
      .ask(addresses, signal ? { signal } : {}, async ({ response }) =>
        response.ok ? listingOf(v.parse(Info, await response.json())) : undefined,
      )
      .catch(() => undefined);
    told = listing;
    return listing;
  }

  /** A large file, whole and found to be right. */
  async function fetchWhole(url: string, hubFile: HubFile): Promise<Response> {
    const { content, sha256 } = await transfer({
      ...{ hubFile, sources, endpoints, clock, parts, signal },
      ...(ranges && { ranges }),
      listed: async (isAgain) => (await list(hubFile, isAgain))?.get(hubFile.file),
      onBytes: (loaded, network, total) => tally.set(hubFile.file, { loaded, network, total }),
    }).finally(() => rates?.keep());
    if (sha256 !== undefined) verified.set(url, sha256);
    tally.set(hubFile.file, { total: content.size });
    tally.ended();
    const headers = { "content-type": "application/octet-stream", "content-length": String(content.size) };
    return new Response(content, { headers });
  }

  return {
    report: tally.report,
    failed,
    list,

    /** For a file that came out of the browser's cache. */
    countCached: tally.cached,

    /** Shows what is to come before any of it does. */
    async expect(ref: Ref, files: readonly string[]): Promise<void> {
      const listing = await list(ref);
      for (const file of files) {
        const total = listing?.get(file)?.bytes;
        if (total !== undefined) tally.expect(file, total);
      }
    },

    /** Whether a file is there, without its bytes; `undefined` where nobody answered, or not to such a question. */
    async isServed(url: string): Promise<boolean | undefined> {
      const hubFile = findHubFile(url);
      if (!hubFile) return false;
      try {
        const { response } = await answerFor(hubFile, { method: "HEAD" });
        if (response.ok) return !isPage(response);
        return response.status === 405 ? undefined : false;
      } catch {
        return undefined;
      }
    },

    /** The sha256 that a file was found to have, as its host lists it. */
    sha256Of: (url: string): string | undefined => verified.get(url),

    /** Notes that a content is what its host lists. */
    verify(url: string, sha256: string): void {
      verified.set(url, sha256);
    },

    /** Of a file that was listed with its size. */
    findListedBytes: (file: string): number | undefined => told?.get(file)?.bytes,

    /** What the library's `env.fetch` is set to. A 4xx answer is handed on, since many files are optional. */
    fetch: (url: string, init: RequestInit = {}) => fetchFile(url, init, isLargeFile(findHubFile(url)?.file ?? "")),

    /** A file of weights, whatever it is called. @throws TaskError also where there is none */
    fetchWeights: (url: string) => fetchFile(url, {}, true),
  };

  async function fetchFile(url: string, init: RequestInit, isLarge: boolean): Promise<Response> {
    const hubFile = findHubFile(url);
    if (!hubFile)
      throw failWith(new TaskError("run-failed", `A request to ${url} was not made: no checkpoint is there.`));
    tally.started();
    try {
      const isWhole = isEmbedded(hubFile.model) ? keepsEmbedded : !isLocal(hubFile.model);
      if (isLarge && isWhole) return await fetchWhole(url, hubFile);
      const { response, abort, address } = await answerFor(hubFile, init);
      if (!response.ok) {
        if (isLarge) throw refusal(response, hubFile);
        tally.ended();
        return response;
      }
      if (isPage(response)) throw pageError(hubFile, address);
      return metered(response, hubFile, address, abort);
    } catch (reason) {
      tally.ended();
      throw reason instanceof TaskError ? failWith(reason) : reason;
    }
  }

  function metered(response: Response, hubFile: HubFile, address: string, abort: AbortController): Response {
    const { file } = hubFile;
    const expected = toldLength(response);
    tally.set(file, { loaded: 0, network: 0, total: expected });
    if (!response.body) {
      tally.ended();
      return response;
    }
    const reader = response.body.getReader();
    let received = 0;
    const silence = createSilence(sources.timeoutMs.stall, clock, () => abort.abort());
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        silence.begin();
        try {
          const { done, value } = await reader.read();
          if (!done) {
            if (received === 0 && isPointer(value)) throw pointerError(hubFile, address);
            received += value.byteLength;
            // More than was told: the length is that of a compressed body, and the size is not known.
            const total = expected !== null && received > expected ? null : expected;
            tally.set(file, { loaded: received, network: received, total });
            controller.enqueue(value);
            return;
          }
          silence.end();
          if (expected !== null && isCut(file, received, expected)) {
            throw new Error(`${received} of ${expected} bytes came`);
          }
          tally.set(file, { total: received });
          tally.ended();
          controller.close();
        } catch (reason) {
          silence.end();
          tally.ended();
          controller.error(failWith(toReadError(reason, file, address, abort)));
        } finally {
          silence.pause();
        }
      },
      cancel() {
        silence.end();
        abort.abort();
      },
    });
    return new Response(body, { status: response.status, headers: response.headers });
  }
}

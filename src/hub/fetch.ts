import * as v from "valibot";
import type { Clock } from "../shared/clock.ts";
import { type ErrorCode, type FailureReason, TaskError } from "../shared/errors.ts";
import { addressesOf, findHubFile, type HubFile } from "./address.ts";
import { type Answer, createEndpoints, type Fetch, hostOf, silent } from "./endpoints.ts";
import { Info, infoAddressOf } from "./info.ts";
import type { Sources } from "./sources.ts";
import { isWeight } from "./weight.ts";

export interface HubReport {
  /** Read so far, from the network and from the browser's cache. */
  loadedBytes: number;
  networkBytes: number;
  /** `null` while a file that is being read has not told its size. */
  totalBytes: number | null;
  /** Files on their way. */
  active: number;
  /** When the last file ended, on the clock. */
  lastEndedAt: number;
}

export interface HubSettings {
  readonly sources: Sources;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly onProgress: (report: HubReport) => void;
}

/**
 * Fetches the files of one checkpoint: the site's endpoints in turn, a limit on silence, progress in bytes, and an
 * error with a code for whatever goes wrong. `failed` rejects with the first such error, because the library leaves
 * the promise of a missing weight shard pending for ever (transformers.js `utils/model-loader.js`).
 */
export function createHub({ sources, fetch, clock, onProgress }: HubSettings) {
  const report: HubReport = { loadedBytes: 0, networkBytes: 0, totalBytes: 0, active: 0, lastEndedAt: clock.now() };
  const sizes = new Map<string, number | null>();
  /** Bytes of the repository's files, as its list told. */
  const listed = new Map<string, number>();
  const { ask } = createEndpoints({ fetch, clock, firstByteMs: sources.timeoutMs.firstByte });
  let fail: (error: TaskError) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Someone may listen only later; until then a rejection is not an unhandled one.
  failed.catch(() => {});

  function size(file: string, bytes: number | null): void {
    sizes.set(file, bytes);
    const known = [...sizes.values()];
    report.totalBytes = known.includes(null) ? null : known.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  }

  function started(): void {
    report.active += 1;
    onProgress(report);
  }

  function ended(): void {
    report.active -= 1;
    report.lastEndedAt = clock.now();
    onProgress(report);
  }

  function failWith(error: TaskError): TaskError {
    fail(error);
    return error;
  }

  async function answerFor(hubFile: HubFile, init: RequestInit): Promise<Answer> {
    const answer = await ask(addressesOf(hubFile, sources), init, (first) => first);
    if (!answer) throw new RangeError("An answer was taken and is not there.");
    return answer;
  }

  return {
    report,
    failed,

    /** For a file that came out of the browser's cache. */
    countCached(file: string, bytes: number): void {
      size(file, bytes);
      report.loadedBytes += bytes;
      report.lastEndedAt = clock.now();
      onProgress(report);
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

    /** All paths of a repository; `undefined` where no host can tell, as plain mirrors cannot. */
    async list(ref: Pick<HubFile, "model" | "revision">): Promise<readonly string[] | undefined> {
      const addresses = sources.endpoints.map(({ host }) => infoAddressOf(ref, host));
      const info = await ask(addresses, {}, async ({ response }) =>
        response.ok ? v.parse(Info, await response.json()) : undefined,
      ).catch(() => undefined);
      for (const { rfilename, size: bytes } of info?.siblings ?? []) if (bytes) listed.set(rfilename, bytes);
      return info?.siblings.map(({ rfilename }) => rfilename);
    },

    /** Of a file that was listed with its size. */
    findListedBytes: (file: string): number | undefined => listed.get(file),

    /** What the library's `env.fetch` is set to. A 4xx answer is handed on, since many files are optional. */
    async fetch(url: string, init: RequestInit = {}): Promise<Response> {
      const hubFile = findHubFile(url);
      if (!hubFile)
        throw failWith(new TaskError("run-failed", `A request to ${url} was not made: no checkpoint is there.`));
      started();
      try {
        const { response, abort, address } = await answerFor(hubFile, init);
        if (!response.ok) {
          if (isWeight(hubFile.file)) throw refusal(response, hubFile);
          ended();
          return response;
        }
        if (isPage(response)) {
          const message = `${hubFile.file} came as a web page, not as a file.`;
          throw new TaskError("file-corrupt", message, address, narrowed("file-page", hubFile));
        }
        return metered(response, hubFile, address, abort);
      } catch (reason) {
        ended();
        throw reason instanceof TaskError ? failWith(reason) : reason;
      }
    },
  };

  function metered(response: Response, hubFile: HubFile, address: string, abort: AbortController): Response {
    const { file } = hubFile;
    const expected = toldLength(response);
    size(file, expected);
    if (!response.body) {
      ended();
      return response;
    }
    const reader = response.body.getReader();
    let received = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const callOff = clock.after(sources.timeoutMs.stall, () => abort.abort());
        try {
          const { done, value } = await reader.read();
          if (!done) {
            if (received === 0 && isPointer(value)) throw pointer(hubFile, address);
            received += value.byteLength;
            report.loadedBytes += value.byteLength;
            report.networkBytes += value.byteLength;
            // More than was told: the length is that of a compressed body, and the size is not known.
            if (expected !== null && received > expected) size(file, null);
            onProgress(report);
            controller.enqueue(value);
            return;
          }
          if (expected !== null && isCut(file, received, expected)) {
            throw new Error(`${received} of ${expected} bytes came`);
          }
          size(file, received);
          ended();
          controller.close();
        } catch (reason) {
          ended();
          controller.error(failWith(toReadError(reason, file, address, abort)));
        } finally {
          callOff();
        }
      },
      cancel: () => abort.abort(),
    });
    return new Response(body, { status: response.status, headers: response.headers });
  }
}

function toReadError(reason: unknown, file: string, address: string, abort: AbortController): TaskError {
  if (reason instanceof TaskError) return reason;
  if (abort.signal.aborted) return silent(address, "stopped sending");
  return new TaskError("network-cut", `The connection to ${hostOf(address)} broke off.`, `${file}: ${reason}`);
}

/** `null` where the length is not told, or is known to be that of a compressed body. */
function toldLength({ headers }: Response): number | null {
  const told = headers.get("content-length");
  return told === null || headers.has("content-encoding") ? null : Number(told);
}

/** What gzip adds to a text that is too short to gain by it; a browser hides from pages that a host compresses. */
const compressionBytes = 64;

function isCut(file: string, received: number, expected: number): boolean {
  return received + (isWeight(file) ? 0 : compressionBytes) < expected;
}

const pointerStart = "version https://git-lfs.github.com/spec/";

/** Git's place holder for a large file, which a host without LFS serves (git-lfs `docs/spec.md`). */
function isPointer(start: Uint8Array): boolean {
  return start.byteLength < 1024 && new TextDecoder().decode(start.subarray(0, pointerStart.length)) === pointerStart;
}

function pointer(hubFile: HubFile, address: string): TaskError {
  const message = `${hubFile.file} came as a Git LFS pointer, not as the file itself.`;
  return new TaskError("file-corrupt", message, address, narrowed("file-pointer", hubFile));
}

function narrowed(reason: FailureReason, { file }: HubFile) {
  return { reason, values: { file } };
}

function isPage({ headers }: Response): boolean {
  return (headers.get("content-type") ?? "").includes("text/html");
}

/** The Hub answers 401 for what it does not have as well as for what it does not give without a token. */
export function refusal(response: Response, { model, revision, file }: HubFile): TaskError {
  const hubCode = response.headers.get("x-error-code");
  const detail = `${response.status} ${hubCode ?? ""} ${file}`.replace(/ {2,}/g, " ");
  if (hubCode === "GatedRepo" || response.status === 403) {
    return new TaskError("model-gated", `${model} is only given to those who accepted its terms.`, detail);
  }
  const code: ErrorCode = isWeight(file) ? "dtype-missing" : "model-not-found";
  const what = isWeight(file) ? `${model} has no ${file} at ${revision}.` : `${model} was not found at ${revision}.`;
  return new TaskError(code, what, detail);
}

import type { Clock } from "../shared/clock.ts";
import { type ErrorCode, TaskError } from "../shared/errors.ts";
import { addressesOf, findHubFile, type HubFile } from "./address.ts";
import type { Sources } from "./sources.ts";

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
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  readonly onProgress: (report: HubReport) => void;
}

/** Where every endpoint stays silent, a reader hears of it after no more than this: they share the time. */
const allSilentMs = 12_000;

/**
 * Fetches the files of one checkpoint: the site's endpoints in turn, a limit on silence, progress in bytes, and an
 * error with a code for whatever goes wrong. `failed` rejects with the first such error, because the library leaves
 * the promise of a missing weight shard pending for ever (transformers.js `utils/model-loader.js`).
 */
export function createHub({ sources, fetch, clock, onProgress }: HubSettings) {
  const report: HubReport = { loadedBytes: 0, networkBytes: 0, totalBytes: 0, active: 0, lastEndedAt: clock.now() };
  const sizes = new Map<string, number | null>();
  let preferred = 0;
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

  async function answerOf(
    address: string,
    limitMs: number,
    init: RequestInit,
  ): Promise<{ response: Response; abort: AbortController }> {
    const abort = new AbortController();
    const callOff = clock.after(limitMs, () => abort.abort());
    try {
      return { response: await fetch(address, { ...init, signal: abort.signal }), abort };
    } catch (reason) {
      if (abort.signal.aborted) throw silent(address, "did not answer");
      throw new TaskError("network-refused", `${hostOf(address)} could not be reached.`, String(reason));
    } finally {
      callOff();
    }
  }

  async function firstAnswer(addresses: readonly string[], init: RequestInit) {
    const limitMs = Math.min(sources.timeoutMs.firstByte, allSilentMs / Math.max(1, addresses.length));
    let problem: unknown = new TaskError("network-refused", "The site names no endpoint to fetch from.");
    for (let turn = 0; turn < addresses.length; turn++) {
      const index = (preferred + turn) % addresses.length;
      const address = addresses[index] ?? "";
      try {
        const answer = await answerOf(address, limitMs, init);
        const { status } = answer.response;
        if (status !== 429 && status < 500) {
          preferred = index;
          return { ...answer, address };
        }
        problem = new TaskError("hub-busy", `${hostOf(address)} answered with ${status}.`, address);
      } catch (reason) {
        problem = reason;
      }
    }
    throw problem;
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

    /** Whether a file is there, without its bytes. Nobody answering counts as yes: reading it then says what is wrong. */
    async has(url: string): Promise<boolean> {
      const hubFile = findHubFile(url);
      if (!hubFile) return false;
      try {
        const { response } = await firstAnswer(addressesOf(hubFile, sources), { method: "HEAD" });
        return response.ok;
      } catch {
        return true;
      }
    },

    /** What the library's `env.fetch` is set to. A 4xx answer is handed on, since many files are optional. */
    async fetch(url: string, init: RequestInit = {}): Promise<Response> {
      const hubFile = findHubFile(url);
      if (!hubFile)
        throw failWith(new TaskError("run-failed", `A request to ${url} was not made: no checkpoint is there.`));
      started();
      try {
        const { response, abort, address } = await firstAnswer(addressesOf(hubFile, sources), init);
        if (!response.ok) {
          if (isWeight(hubFile.file)) throw refusal(response, hubFile);
          ended();
          return response;
        }
        const type = response.headers.get("content-type") ?? "";
        if (type.includes("text/html")) {
          throw new TaskError("file-corrupt", `${hubFile.file} came as a web page, not as a file.`, address);
        }
        return metered(response, hubFile.file, address, abort);
      } catch (reason) {
        ended();
        throw reason instanceof TaskError ? failWith(reason) : reason;
      }
    },
  };

  function metered(response: Response, file: string, address: string, abort: AbortController): Response {
    const header = response.headers.get("content-length");
    const encoded = response.headers.has("content-encoding");
    const expected = header === null || encoded ? null : Number(header);
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
            received += value.byteLength;
            report.loadedBytes += value.byteLength;
            report.networkBytes += value.byteLength;
            onProgress(report);
            controller.enqueue(value);
            return;
          }
          if (expected !== null && received !== expected) throw new Error(`${received} of ${expected} bytes came`);
          size(file, received);
          ended();
          controller.close();
        } catch (reason) {
          ended();
          const error = abort.signal.aborted
            ? silent(address, "stopped sending")
            : new TaskError("network-cut", `The connection to ${hostOf(address)} broke off.`, `${file}: ${reason}`);
          controller.error(failWith(error));
        } finally {
          callOff();
        }
      },
      cancel: () => abort.abort(),
    });
    return new Response(body, { status: response.status, headers: response.headers });
  }

  function silent(address: string, what: string): TaskError {
    return new TaskError("network-silent", `${hostOf(address)} ${what}.`, address);
  }
}

function hostOf(address: string): string {
  return new URL(address).host;
}

function isWeight(file: string): boolean {
  return /\.onnx(_data(_\d+)?)?$/.test(file);
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

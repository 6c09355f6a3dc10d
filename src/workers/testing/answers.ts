import type { ErrorCode } from "../../shared/errors.ts";
import type { FromWorker, LoadReport } from "../protocol.ts";
import type { Answer, Manners } from "./worker.ts";

export function reportOf(bytes: number): LoadReport {
  return {
    ms: { download: 1, load: 2, compile: 3 },
    bytes,
    networkBytes: 0,
    unkeptBytes: 0,
    device: "wasm",
    threads: 1,
    build: "asyncify",
    memoryBytes: bytes,
    versions: {},
  };
}

export function doneOf(id: number, output: unknown): FromWorker {
  return { type: "done", id, output, ms: { preprocess: 1, run: 2, postprocess: 3 }, figures: {} };
}

export function failedOf(id: number, code: ErrorCode): FromWorker {
  return { type: "failed", id, failure: { code, message: `failed with ${code}` } };
}

export function loads(bytes: number, ms = 100): Answer {
  return ({ id }, worker) => worker.say({ type: "loaded", id, report: reportOf(bytes) }, ms);
}

export function completes(output: unknown, ms = 50): Answer {
  return ({ id }, worker) => worker.say(doneOf(id, output), ms);
}

export function fails(code: ErrorCode, ms = 50): Answer {
  return ({ id }, worker) => worker.say(failedOf(id, code), ms);
}

export function crashes(ms = 50, reason = "out of memory"): Answer {
  return (_, worker) => worker.crash(reason, ms);
}

/** Something that is not in the protocol. */
export function postsRubbish(ms = 50): Answer {
  return (_, worker) => worker.say({ hello: "world" }, ms);
}

function disposes(ms = 10): Answer {
  return ({ id }, worker) => worker.say({ type: "disposed", id }, ms);
}

function counts(ms = 10): Answer {
  return ({ id }, worker) => worker.say({ type: "tokens", id, counts: [3], maxLength: 64, tokens: [] }, ms);
}

/** Drops what it was doing and says so. */
function cancels(ms = 5): Answer {
  return ({ id }, worker) => {
    worker.hush();
    worker.say({ type: "cancelled", id }, ms);
  };
}

export const staysSilent: Answer = () => {};

export function goodManners(): Manners {
  return { load: loads(100), run: completes("an output"), stop: cancels(), dispose: disposes(), tokens: counts() };
}

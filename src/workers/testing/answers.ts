import type { ErrorCode } from "../../shared/errors.ts";
import type { FromCallee } from "../../shared/rpc/verb.ts";
import type { Answer } from "../../shared/testing/worker.ts";
import type { CompiledRuntime } from "../compiled.ts";
import type { LoadReport } from "../verbs/load.ts";
import type { RunAnswer } from "../verbs/run.ts";
import type { Manners } from "./manners.ts";

export function reportOf(bytes: number): LoadReport {
  return {
    ms: { download: 1, load: 2, compile: 3 },
    bytes,
    networkBytes: 0,
    unkeptBytes: 0,
    settings: {},
    device: "wasm",
    threads: 1,
    build: "asyncify",
    memoryBytes: bytes,
    versions: {},
  };
}

/** The least that is a module. */
export function compiledOf(build: CompiledRuntime["build"]): CompiledRuntime {
  return { build, module: new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) };
}

export function ranWith(output: unknown): RunAnswer {
  return { output, ms: { preprocess: 1, run: 2, postprocess: 3 }, figures: {} };
}

export function failedOf(id: number, code: ErrorCode): FromCallee {
  return { type: "failed", id, failure: { code, message: `failed with ${code}` } };
}

/** @param answer as the verb has it, or not */
function answers(answer: unknown, ms: number): Answer {
  return ({ id }, worker) => worker.say({ type: "answer", id, answer }, ms);
}

export function loads(bytes: number, ms = 100): Answer {
  return answers(reportOf(bytes), ms);
}

export function completes(output: unknown, ms = 50): Answer {
  return answers(ranWith(output), ms);
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

/** Drops what it was doing and says so. */
function cancels(ms = 5): Answer {
  return ({ id }, worker) => {
    worker.hush();
    worker.say({ type: "cancelled", id }, ms);
  };
}

export const staysSilent: Answer = () => {};

export function goodManners(): Manners {
  return {
    start: answers(null, 20),
    load: loads(100),
    run: completes("an output"),
    stop: cancels(),
    dispose: answers(null, 10),
    want: answers(null, 0),
    tokens: answers({ counts: [3], maxLength: 64, tokens: [] }, 10),
  };
}

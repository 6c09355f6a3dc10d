import * as v from "valibot";
import type { ErrorCode } from "../../shared/errors.ts";
import type { PostToCaller } from "../../shared/rpc/callee.ts";
import { FromCallee, type ToCallee } from "../../shared/rpc/verb.ts";
import type { Checkpoint } from "../../tasks/ports.ts";
import type { LoadedTask, TaskRun } from "../../tasks/run.ts";
import type { Engine, OpenedCheckpoint } from "../realm.ts";
import { reportOf } from "./answers.ts";
import { requestOf } from "./client.ts";

export interface FakeEngine extends Engine {
  /** Everything that crossed to the page, checked and moved as between realms. */
  readonly posted: FromCallee[];
  readonly post: PostToCaller;
  /** What the runner asked of the engine, in order. */
  readonly calls: string[];
  /** What `open` of the task gives, or throws. */
  open: () => Promise<LoadedTask>;
  run: LoadedTask["run"];
  warmUp: LoadedTask["warmUp"];
  compiled: Engine["compiled"];
  findTask: Engine["findTask"];
  openCheckpoint: Engine["openCheckpoint"];
  openTokenizer: Engine["openTokenizer"];
  dispose: () => Promise<void>;
  /** What an error that is not ours is taken for. */
  classified: ErrorCode;
  nowMs: number;
  /** A file fails in a way that the library does not report. */
  failFile(reason: unknown): void;
}

const checkpoint: Checkpoint = {
  model: "owner/name",
  device: "webgpu",
  dtype: "fp32",
  config: {},
  json: async () => undefined,
  bytes: async () => undefined,
  tokenizer: () => Promise.reject(new Error("no tokenizer")),
  graph: () => Promise.reject(new Error("no graph")),
  heldGraph: () => Promise.reject(new Error("no graph")),
  decoder: () => Promise.reject(new Error("no decoder")),
  has: async () => false,
};

export function createFakeEngine(): FakeEngine {
  let failFile = (_reason: unknown): void => {};
  const task: TaskRun = { id: "some-task", open: () => engine.open() };
  function openedCheckpoint(): OpenedCheckpoint {
    return {
      checkpoint,
      report: () => reportOf(123),
      markLoaded: () => engine.calls.push("markLoaded"),
      markCompiled: () => engine.calls.push("markCompiled"),
      failed: new Promise((_, reject) => {
        failFile = reject;
      }),
      startTrace: () => engine.calls.push("startTrace"),
      takeTrace: () => [{ graph: "model", name: "input_ids", dims: [1, 2], data: [5, 6] }],
      classify: () => engine.classified,
      dispose: () => engine.dispose(),
    };
  }
  const engine: FakeEngine = {
    posted: [],
    calls: [],
    nowMs: 0,
    classified: "out-of-memory",
    warmUp: undefined,
    open: async () => ({
      warmUp: engine.warmUp,
      run: (...given) => engine.run(...given),
      dispose: () => engine.calls.push("dispose of the task"),
    }),
    run: async () => ({ output: "an output", ms: { preprocess: 1, run: 2, postprocess: 3 } }),
    dispose: async () => {
      engine.calls.push("dispose");
    },
    post(event, transfer) {
      engine.posted.push(v.parse(FromCallee, structuredClone(event, { transfer })));
    },
    start: async () => {
      engine.calls.push("start");
    },
    compiled: async () => undefined,
    findTask: async () => task,
    openCheckpoint: async () => openedCheckpoint(),
    openTokenizer: () => Promise.reject(new Error("no tokenizer")),
    now: () => engine.nowMs,
    failFile: (reason) => failFile(reason),
  };
  return engine;
}

export function ask(id: number, verb: string, request: unknown): ToCallee {
  return { type: "ask", id, verb, request };
}

export function loadMessage(id: number, device: "webgpu" | "wasm" = "webgpu"): ToCallee {
  const { taskId, checkpoint, sources } = requestOf("owner/name", { device });
  return ask(id, "load", { taskId, checkpoint, sources });
}

export function runMessage(id: number, input: unknown = "an input"): ToCallee {
  return ask(id, "run", { input, options: {} });
}

import * as v from "valibot";
import { CheckpointRef, Device } from "../../hub/checkpoint.ts";
import { Sources } from "../../hub/sources.ts";
import { handler } from "../../shared/rpc/callee.ts";
import { defineVerb } from "../../shared/rpc/verb.ts";
import { CompiledRuntime } from "../compiled.ts";
import { Loading } from "../loading.ts";
import type { Realm } from "../realm.ts";

const LoadRequest = v.object({
  taskId: v.string(),
  checkpoint: CheckpointRef,
  sources: Sources,
  /** Left out, the worker compiles ONNX Runtime by itself, and tells what that made. */
  compiled: v.optional(CompiledRuntime),
  /** Waits at the first file that this browser does not have, until it is wanted. */
  keptOnly: v.optional(v.boolean(), false),
});
export type LoadRequest = v.InferOutput<typeof LoadRequest>;

const ms = v.pipe(v.number(), v.minValue(0));

/** What a load found; part of every run's report. */
const LoadReport = v.object({
  ms: v.object({ download: ms, load: ms, compile: ms }),
  /** All files of the checkpoint that were read, from the network or from the browser's cache. */
  bytes: v.number(),
  /** Of those, what came over the network. */
  networkBytes: v.number(),
  /** Of those, what the browser had no room to keep. */
  unkeptBytes: v.optional(v.number(), 0),
  device: Device,
  threads: v.number(),
  build: v.picklist(["jspi", "asyncify"]),
  /** Whether matrices of few bits lie in memory as they are, or as floats; only on WASM. */
  weights: v.optional(v.picklist(["packed", "unpacked"])),
  /** What the model takes in memory, about: its files, and what was unpacked of them. */
  memoryBytes: v.number(),
  versions: v.record(v.string(), v.string()),
  /** Numbers among the checkpoint's own settings of how it writes, by transformers' names. */
  settings: v.optional(v.record(v.string(), v.number()), {}),
});
export type LoadReport = v.InferOutput<typeof LoadReport>;

const LoadEvent = v.variant("type", [Loading, v.object({ type: v.literal("compiled"), compiled: CompiledRuntime })]);

/** Loads a model and warms it up: once before runs; a second load needs a dispose in between. */
export const loadVerb = defineVerb({ name: "load", request: LoadRequest, event: LoadEvent, answer: LoadReport });

export function handleLoad(realm: Realm) {
  return handler(loadVerb, async (request, { tell }) => {
    const { engine } = realm;
    const mayFetch = request.keptOnly ? wanted(realm) : undefined;
    const [task, opened] = await Promise.all([
      engine.findTask(request.taskId),
      engine.openCheckpoint(request, (event) => tell({ type: "loading", ...event }), mayFetch),
    ]);
    realm.opened = opened;
    const loaded = await Promise.race([task.open(opened.checkpoint), opened.failed]);
    realm.loaded = loaded;
    opened.markLoaded();
    const compiled = request.compiled ? undefined : await engine.compiled();
    if (compiled) tell({ type: "compiled", compiled });
    if (loaded.warmUp && request.checkpoint.device === "webgpu") {
      const { bytes } = opened.report();
      tell({ type: "loading", phase: "compile", loadedBytes: bytes, totalBytes: bytes });
      await Promise.race([loaded.warmUp(), opened.failed]);
    }
    opened.markCompiled();
    return opened.report();
  });
}

function wanted(realm: Realm): Promise<void> {
  return new Promise((resolve) => {
    realm.want = resolve;
  });
}

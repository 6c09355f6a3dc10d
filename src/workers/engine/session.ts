import { PreTrainedModel, PretrainedConfig, Tensor } from "@huggingface/transformers";
import * as v from "valibot";
import type { Device, Dtype } from "../../hub/checkpoint.ts";
import { keepShaders } from "./shaders.ts";

/** One input of a graph as ONNX Runtime describes it: names stand for lengths that vary. */
const InputMetadata = v.object({
  name: v.string(),
  type: v.string(),
  shape: v.array(v.union([v.number(), v.string()])),
});
export type InputMetadata = v.InferOutput<typeof InputMetadata>;

const SessionShape = v.object({
  inputNames: v.array(v.string()),
  outputNames: v.array(v.string()),
  inputMetadata: v.array(InputMetadata),
});

/** An ONNX Runtime session behind the library's own model object, so that its run queue is kept. */
export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly inputs: readonly InputMetadata[];
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>>;
  dispose(): Promise<void>;
}

export interface SessionSettings {
  readonly model: string;
  readonly revision: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Base name below `onnx/`: `model`, `encoder_model`. */
  readonly file: string;
  readonly device: Device;
  readonly dtype: Dtype;
  /** Outputs that stay on the GPU. Names that the graph lacks are ignored by ONNX Runtime. */
  readonly keepOnGpu: readonly string[];
}

/**
 * Loads one graph as a single session. `model_type: "custom"` is the library's word for "take the graph as it is":
 * inputs and outputs are then read off the graph, so that an architecture needs no entry in its registry.
 */
export async function openSession(settings: SessionSettings): Promise<Session> {
  const { model, revision, config, file, device, dtype, keepOnGpu } = settings;
  if (device === "webgpu") await keepShaders();
  const loaded = await PreTrainedModel.from_pretrained(model, {
    revision,
    device,
    dtype,
    model_file_name: file,
    config: new PretrainedConfig({ ...config, model_type: "custom" }),
    session_options:
      device === "webgpu" && keepOnGpu.length > 0
        ? { preferredOutputLocation: Object.fromEntries(keepOnGpu.map((name) => [name, "gpu-buffer" as const])) }
        : {},
  });
  const sessions = v.parse(v.object({ model: SessionShape }), loaded.sessions);
  const { inputNames, outputNames, inputMetadata } = sessions.model;
  return {
    inputNames,
    outputNames,
    inputs: inputMetadata,
    async run(feeds) {
      const outputs: unknown = await loaded.forward(feeds);
      // The library starts a run and its answer within microtasks, and on WASM a message (a stop) is only seen
      // between macrotasks.
      await nextMacrotask();
      return tensorsIn(outputs);
    },
    async dispose() {
      await loaded.dispose();
    },
  };
}

function tensorsIn(outputs: unknown): Record<string, Tensor> {
  const found: Record<string, Tensor> = {};
  if (typeof outputs !== "object" || outputs === null) return found;
  for (const [name, value] of Object.entries(outputs)) if (value instanceof Tensor) found[name] = value;
  return found;
}

const channel = new MessageChannel();
const turns: (() => void)[] = [];
channel.port1.onmessage = () => turns.shift()?.();

/** `setTimeout(0)` would wait 4 ms once nested; a message does not. */
function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => {
    turns.push(resolve);
    channel.port2.postMessage(undefined);
  });
}

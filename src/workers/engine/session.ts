import { PreTrainedModel, PretrainedConfig, Tensor } from "@huggingface/transformers";
import * as v from "valibot";
import type { Device } from "../../hub/checkpoint.ts";
import type { GraphFiles } from "../../hub/graph-files.ts";
import type { Json } from "../../shared/json.ts";
import { nextMacrotask } from "../../shared/pause.ts";
import { startRuntime } from "./shaders.ts";

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
  readonly config: Json;
  readonly files: GraphFiles;
  readonly device: Device;
  /** Outputs that stay on the GPU. Names that the graph lacks are ignored by ONNX Runtime. */
  readonly keepOnGpu: readonly string[];
  /** Of a graph that `rewriteGraph` gave matrices that are unpacked when the session opens. */
  readonly unpacks: boolean;
}

/**
 * Loads one graph as a single session. `model_type: "custom"` is the library's word for "take the graph as it is":
 * inputs and outputs are then read off the graph, so that an architecture needs no entry in its registry.
 */
export async function openSession(settings: SessionSettings): Promise<Session> {
  const { model, revision, config, files, device, keepOnGpu, unpacks } = settings;
  const place = files.graph.lastIndexOf("/");
  const started = startRuntime(device);
  // On a GPU no two sessions may be created at once; on WASM files are read meanwhile.
  if (device === "webgpu") await started;
  const loading = PreTrainedModel.from_pretrained(model, {
    revision,
    device,
    // The library adds nothing to the name of an fp32 graph, so that any file can be named.
    dtype: "fp32",
    subfolder: files.graph.slice(0, Math.max(0, place)),
    model_file_name: files.graph.slice(place + 1).replace(/\.onnx$/, ""),
    config: new PretrainedConfig({ ...config, model_type: "custom" }),
    use_external_data_format: false,
    session_options: {
      ...(files.externalData.length > 0 && { externalData: files.externalData.map(toExternalData) }),
      ...(device === "webgpu" &&
        keepOnGpu.length > 0 && {
          preferredOutputLocation: Object.fromEntries(keepOnGpu.map((name) => [name, "gpu-buffer" as const])),
        }),
      // Otherwise ONNX Runtime leaves DequantizeLinear unfolded, or makes MatMulNBits of it again.
      ...(unpacks && { extra: { session: { disable_quant_qdq: "1" } } }),
    },
  });
  const [loaded] = await Promise.all([loading, started]);
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

/** A graph knows its external data by the name alone; the library fetches what is given as a path. */
function toExternalData(file: string) {
  return { path: file.slice(file.lastIndexOf("/") + 1), data: file };
}

function tensorsIn(outputs: unknown): Record<string, Tensor> {
  const found: Record<string, Tensor> = {};
  if (typeof outputs !== "object" || outputs === null) return found;
  for (const [name, value] of Object.entries(outputs)) if (value instanceof Tensor) found[name] = value;
  return found;
}

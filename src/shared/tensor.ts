import { TaskError } from "./errors.ts";

export interface FloatTensor {
  readonly type: "float32";
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

export interface LongTensor {
  readonly type: "int64";
  readonly data: BigInt64Array;
  readonly dims: readonly number[];
}

export interface BoolTensor {
  readonly type: "bool";
  readonly data: Uint8Array;
  readonly dims: readonly number[];
}

/** A dense tensor, row-major, on the CPU; half precision is widened to float32 when it leaves a graph. */
export type TensorValue = FloatTensor | LongTensor | BoolTensor;
export type TensorMap = Readonly<Record<string, TensorValue>>;

/**
 * What a graph gave, left where it is: on the GPU, or on the CPU behind the same interface. It is fed to another graph
 * without a copy; whoever asked for it disposes it.
 */
export interface Handle {
  readonly dims: readonly number[];
  /** A copy on the CPU. */
  read(): Promise<TensorValue>;
  dispose(): void;
}

/** What a graph is fed, by the names of its inputs. */
export type Feeds = Readonly<Record<string, TensorValue | Handle>>;

export function floatTensor(data: Float32Array, dims: readonly number[]): FloatTensor {
  return { type: "float32", data, dims };
}

export function longTensor(values: readonly number[], dims: readonly number[]): LongTensor {
  return { type: "int64", data: BigInt64Array.from(values, (value) => BigInt(value)), dims };
}

/**
 * @param rank how many dimensions it must have: a head for whole texts gives two for logits, one for tokens three
 * @throws TaskError `model-unsupported` where the graph has no such float output: it was made for something else
 */
export function floatsOf(tensors: TensorMap, name: string, rank?: number): FloatTensor {
  const tensor = tensors[name];
  if (tensor?.type === "float32" && (rank === undefined || tensor.dims.length === rank)) return tensor;
  const found = Object.entries(tensors).map(([other, { type, dims }]) => `${other}: ${type} [${dims.join(", ")}]`);
  const wanted = rank === undefined ? name : `${name} with ${rank} dimensions`;
  throw new TaskError("model-unsupported", `The graph gives no floats ${wanted}.`, found.join("\n"), {
    reason: "output-other",
    values: { output: name },
  });
}

/** @throws RangeError where the graph has no such output. */
export function outputOf(outputs: Readonly<Record<string, Handle>>, name: string): Handle {
  const handle = outputs[name];
  if (handle) return handle;
  throw new RangeError(`The model has no output "${name}" (it has ${Object.keys(outputs).join(", ")}).`);
}

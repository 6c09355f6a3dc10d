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

export function floatTensor(data: Float32Array, dims: readonly number[]): FloatTensor {
  return { type: "float32", data, dims };
}

export function longTensor(values: readonly number[], dims: readonly number[]): LongTensor {
  return { type: "int64", data: BigInt64Array.from(values, (value) => BigInt(value)), dims };
}

/** @throws RangeError where the graph has no such float output. */
export function floatsOf(tensors: TensorMap, name: string): FloatTensor {
  const tensor = tensors[name];
  if (tensor?.type !== "float32") {
    throw new RangeError(`The model has no float output "${name}" (it has ${Object.keys(tensors).join(", ")}).`);
  }
  return tensor;
}

/** A tensor [1, ...] as [count, ...]: the same for each of several sequences. */
export function repeatRows(value: TensorValue, count: number): TensorValue {
  const dims = [count, ...value.dims.slice(1)];
  const rows = Array.from({ length: count }, (_, row) => row * value.data.length);
  switch (value.type) {
    case "float32": {
      const data = new Float32Array(value.data.length * count);
      for (const start of rows) data.set(value.data, start);
      return { type: value.type, data, dims };
    }
    case "int64": {
      const data = new BigInt64Array(value.data.length * count);
      for (const start of rows) data.set(value.data, start);
      return { type: value.type, data, dims };
    }
    case "bool": {
      const data = new Uint8Array(value.data.length * count);
      for (const start of rows) data.set(value.data, start);
      return { type: value.type, data, dims };
    }
  }
}

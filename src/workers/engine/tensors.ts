import { Tensor } from "@huggingface/transformers";
import type { TensorValue } from "../../shared/tensor.ts";

export function toLibraryTensor(value: TensorValue): Tensor {
  return new Tensor(value.type, value.data, [...value.dims]);
}

/** A CPU tensor of the library as plain data, half precision widened; integers of other widths become int64. */
export function fromLibraryTensor(tensor: Tensor): TensorValue {
  const dims = tensor.dims;
  const { data } = tensor.type === "float16" || tensor.type === "float64" ? tensor.to("float32") : tensor;
  if (data instanceof Float32Array) return { type: "float32", data, dims };
  if (data instanceof BigInt64Array) return { type: "int64", data, dims };
  if (data instanceof Uint8Array) return { type: "bool", data, dims };
  if (data instanceof Int32Array) return { type: "int64", data: BigInt64Array.from(data, (n) => BigInt(n)), dims };
  throw new TypeError(`A graph gave a tensor of type ${tensor.type}, which no task reads.`);
}

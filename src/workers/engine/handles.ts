import { Tensor } from "@huggingface/transformers";
import type { Feeds, Handle, TensorValue } from "../../shared/tensor.ts";
import { giveBack } from "./past.ts";
import { fromLibraryTensor, toLibraryTensor } from "./tensors.ts";

/** Nobody but the engine sees what is behind a handle. */
const tensors = new WeakMap<Handle, Tensor>();

export function toHandle(tensor: Tensor): Handle {
  const handle: Handle = {
    dims: tensor.dims,
    read: () => readTensor(tensor),
    dispose: () => giveBack(tensor),
  };
  tensors.set(handle, tensor);
  return handle;
}

/** The values on the CPU; those of the GPU are copied and stay there as well. */
export async function readTensor(tensor: Tensor): Promise<TensorValue> {
  if (tensor.location !== "gpu-buffer") return fromLibraryTensor(tensor);
  const { type, dims } = tensor;
  const data: unknown = await tensor.ort_tensor.getData();
  if (ArrayBuffer.isView(data) && data.buffer instanceof ArrayBuffer) {
    const { buffer, byteOffset, byteLength } = data;
    if (type === "float32") return { type, data: new Float32Array(buffer, byteOffset, byteLength / 4), dims };
    // Some browsers have an array of their own for halves; the tensor knows either.
    if (type === "float16")
      return fromLibraryTensor(new Tensor(type, new Uint16Array(buffer, byteOffset, byteLength / 2), dims));
  }
  throw new TypeError(`A graph left a tensor of type ${type} on the GPU, which no task reads.`);
}

export function toTensor(value: TensorValue | Handle): Tensor {
  if (!("dispose" in value)) return toLibraryTensor(value);
  const tensor = tensors.get(value);
  if (!tensor) throw new TypeError("A handle of another engine was fed.");
  return tensor;
}

export function toFeeds(values: Feeds): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toTensor(value)]));
}

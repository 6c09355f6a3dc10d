import { env, Tensor } from "@huggingface/transformers";
import { Tensor as RuntimeTensor } from "onnxruntime-web/webgpu";
import { gatherRows } from "./rows.ts";
import type { InputMetadata } from "./session.ts";

/** Keys and values of past steps by the names of the inputs that take them; the first dimension holds the sequences. */
export type Cache = Readonly<Record<string, Tensor>>;

/** Of length 0 along every dimension that the graph leaves open, but for a batch of one. */
export function emptyPast({ type, shape }: InputMetadata, heads: number): Tensor {
  const dims = shape.map((dim, index) => {
    if (typeof dim === "number") return dim;
    if (index > 0) return 0;
    return dim.includes("num_heads") ? heads : 1;
  });
  const size = dims.reduce((product, dim) => product * dim, 1);
  return type === "float16"
    ? new Tensor("float16", new Uint16Array(size), dims)
    : new Tensor("float32", new Float32Array(size), dims);
}

/**
 * `present.*` outputs as the next step's `past_key_values.*`. Keys and values of the encoder never change: after the
 * first step optimum's graphs give placeholders for them or nothing, and those of the first step are kept.
 */
export function nextCache(outputs: Readonly<Record<string, Tensor>>, previous: Cache, started: boolean): Cache {
  const next: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(outputs)) {
    if (!name.startsWith("present")) continue;
    const input = name.replace("present", "past_key_values");
    // Placeholders leak on WebGPU unless they are given back (transformers.js issue 1739).
    if (started && isOfEncoder(name)) giveBack(tensor);
    else next[input] = tensor;
  }
  if (!started) return next;
  return { ...Object.fromEntries(Object.entries(previous).filter(([name]) => isOfEncoder(name))), ...next };
}

function isOfEncoder(name: string): boolean {
  return name.includes(".encoder.");
}

/** Frees what of `cache` none of `kept` still holds. */
export function release(cache: Cache, ...kept: readonly Cache[]): void {
  const held = new Set(kept.flatMap((one) => Object.values(one)));
  for (const tensor of Object.values(cache)) if (!held.has(tensor)) giveBack(tensor);
}

function giveBack(tensor: Tensor): void {
  if (tensor.location === "gpu-buffer") tensor.dispose();
}

/**
 * The cache of the sequences that go on from `parents`, where it held `count` of them. What the encoder gave is the
 * same for all, so that it is only copied when their number changes. The old cache is left to be released.
 */
export async function selectSequences(cache: Cache, parents: readonly number[], count: number): Promise<Cache> {
  const selected: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(cache)) {
    const same = isOfEncoder(name) && parents.length === count;
    selected[name] = same ? tensor : await selectRows(tensor, parents, count);
  }
  return selected;
}

async function selectRows(tensor: Tensor, parents: readonly number[], count: number): Promise<Tensor> {
  // BLOOM's older exports hold the heads of a sequence one after another in the first dimension.
  const [first = count, ...rest] = tensor.dims;
  const dims = [(first / count) * parents.length, ...rest];
  const size = (byteLengthOf(tensor) / count) | 0;
  const device =
    tensor.location === "gpu-buffer" && size > 0 && size % 4 === 0 ? env.backends.onnx.webgpu?.device : undefined;
  if (device) return selectOnGpu(await device, tensor, dims, size, parents);
  return toTensor(tensor.type, gatherRows(await bytesOf(tensor), size, parents), dims);
}

/** Copies the rows without their leaving the GPU. ONNX Runtime hands its work to the queue before a run ends. */
function selectOnGpu(
  device: GPUDevice,
  tensor: Tensor,
  dims: number[],
  size: number,
  parents: readonly number[],
): Tensor {
  const { gpuBuffer } = tensor.ort_tensor;
  const { type } = tensor;
  if (type !== "float32" && type !== "float16")
    throw new TypeError(`Keys and values of type ${type} cannot be copied.`);
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  // ONNX Runtime binds buffers in steps of 16 bytes.
  const target = device.createBuffer({ size: Math.ceil((size * parents.length) / 16) * 16, usage });
  const commands = device.createCommandEncoder();
  for (const [row, parent] of parents.entries()) {
    commands.copyBufferToBuffer(gpuBuffer, parent * size, target, row * size, size);
  }
  device.queue.submit([commands.finish()]);
  return new Tensor(RuntimeTensor.fromGpuBuffer(target, { dataType: type, dims, dispose: () => target.destroy() }));
}

const bytesPer: Readonly<Record<string, number>> = { float32: 4, float16: 2 };

function byteLengthOf({ type, dims }: Tensor): number {
  const bytes = bytesPer[type];
  if (bytes === undefined) throw new TypeError(`Keys and values of type ${type} cannot be copied.`);
  return dims.reduce((product, dim) => product * dim, bytes);
}

async function bytesOf(tensor: Tensor): Promise<Uint8Array> {
  const data: unknown = tensor.location === "gpu-buffer" ? await tensor.ort_tensor.getData() : tensor.data;
  if (!ArrayBuffer.isView(data)) throw new TypeError(`Keys and values of type ${tensor.type} cannot be copied.`);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function toTensor(type: string, { buffer }: Uint8Array<ArrayBuffer>, dims: number[]): Tensor {
  return type === "float16"
    ? new Tensor("float16", new Uint16Array(buffer), dims)
    : new Tensor("float32", new Float32Array(buffer), dims);
}

import { env, Tensor } from "@huggingface/transformers";
import { Tensor as RuntimeTensor } from "onnxruntime-web/webgpu";
import { isOfEncoder, isState, type Past } from "./past.ts";

/** A stretch of a tensor, in values. */
interface Span {
  readonly start: number;
  readonly size: number;
}

/**
 * The past of the sequences that go on from `parents`, where it held `count` of them. What the encoder gave is the
 * same for all, so that it is only copied when their number changes. The old past is left to be released.
 */
export async function selectSequences(past: Past, parents: readonly number[], count: number): Promise<Past> {
  const selected: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(past)) {
    const same = isOfEncoder(name) && parents.length === count;
    selected[name] = same ? tensor : await selectRows(tensor, parents, count);
  }
  return selected;
}

/** Row by row of `count` equal ones; row i of the result is row `parents[i]`. */
export function selectRows(tensor: Tensor, parents: readonly number[], count: number): Promise<Tensor> {
  // BLOOM's older exports hold the heads of a sequence one after another in the first dimension.
  const [first = count, ...rest] = tensor.dims;
  const size = sizeOf(tensor) / count;
  const spans = parents.map((parent) => ({ start: parent * size, size }));
  return copySpans(tensor, spans, [(first / count) * parents.length, ...rest]);
}

/** Keys and values of the first `length` tokens alone; what the encoder gave stays. The old past is left to be released. */
export async function cutPast(past: Past, length: number): Promise<Past> {
  const cut: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(past)) {
    if (isState(name)) throw new TypeError(`${name} holds all tokens at once and cannot be cut.`);
    cut[name] = isOfEncoder(name) ? tensor : await cutLength(tensor, length);
  }
  return cut;
}

/** @param tensor [..., tokens, width] */
async function cutLength(tensor: Tensor, length: number): Promise<Tensor> {
  const [tokens = 0, width = 0] = tensor.dims.slice(-2);
  const outer = tensor.dims.slice(0, -2);
  const rows = outer.reduce((product, dim) => product * dim, 1);
  const spans = Array.from({ length: rows }, (_, row) => ({ start: row * tokens * width, size: length * width }));
  return copySpans(tensor, spans, [...outer, length, width]);
}

/** Places `start` to `end` of one sequence [1, places, ...]. */
export function slicePlaces(tensor: Tensor, start: number, end: number): Promise<Tensor> {
  const rest = tensor.dims.slice(2);
  const width = rest.reduce((product, dim) => product * dim, 1);
  return copySpans(tensor, [{ start: start * width, size: (end - start) * width }], [1, end - start, ...rest]);
}

const bytesPer: Readonly<Record<string, number>> = { float32: 4, float16: 2, int64: 8, bool: 1 };

async function copySpans(tensor: Tensor, spans: readonly Span[], dims: number[]): Promise<Tensor> {
  const { type } = tensor;
  const bytes = bytesPer[type];
  if (bytes === undefined) throw new TypeError(`Tensors of type ${type} cannot be copied.`);
  const inBytes = spans.map(({ start, size }) => ({ start: start * bytes, size: size * bytes }));
  const device =
    tensor.location === "gpu-buffer" &&
    inBytes.some(({ size }) => size > 0) &&
    inBytes.every(({ start, size }) => start % 4 === 0 && size % 4 === 0)
      ? env.backends.onnx.webgpu?.device
      : undefined;
  if (device) return copyOnGpu(await device, tensor, inBytes, dims);
  return tensorOf(type, gather(await bytesOf(tensor), inBytes), dims);
}

function tensorOf(type: string, bytes: Uint8Array<ArrayBuffer>, dims: number[]): Tensor {
  switch (type) {
    case "float16":
      return new Tensor(type, new Uint16Array(bytes.buffer), dims);
    case "int64":
      return new Tensor(type, new BigInt64Array(bytes.buffer), dims);
    case "bool":
      return new Tensor(type, bytes, dims);
    default:
      return new Tensor("float32", new Float32Array(bytes.buffer), dims);
  }
}

/** Copies without the values' leaving the GPU. ONNX Runtime hands its work to the queue before a run ends. */
function copyOnGpu(device: GPUDevice, tensor: Tensor, spans: readonly Span[], dims: number[]): Tensor {
  const { gpuBuffer } = tensor.ort_tensor;
  const { type } = tensor;
  if (type !== "float32" && type !== "float16") throw new TypeError(`Tensors of type ${type} cannot be copied.`);
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const total = spans.reduce((sum, { size }) => sum + size, 0);
  // ONNX Runtime binds buffers in steps of 16 bytes.
  const target = device.createBuffer({ size: Math.ceil(total / 16) * 16, usage });
  const commands = device.createCommandEncoder();
  let offset = 0;
  for (const { start, size } of spans) {
    commands.copyBufferToBuffer(gpuBuffer, start, target, offset, size);
    offset += size;
  }
  device.queue.submit([commands.finish()]);
  return new Tensor(RuntimeTensor.fromGpuBuffer(target, { dataType: type, dims, dispose: () => target.destroy() }));
}

function gather(source: Uint8Array, spans: readonly Span[]): Uint8Array<ArrayBuffer> {
  const target = new Uint8Array(spans.reduce((sum, { size }) => sum + size, 0));
  let offset = 0;
  for (const { start, size } of spans) {
    target.set(source.subarray(start, start + size), offset);
    offset += size;
  }
  return target;
}

function sizeOf({ dims }: Tensor): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

async function bytesOf(tensor: Tensor): Promise<Uint8Array> {
  const data: unknown = tensor.location === "gpu-buffer" ? await tensor.ort_tensor.getData() : tensor.data;
  if (!ArrayBuffer.isView(data)) throw new TypeError(`A tensor of type ${tensor.type} cannot be copied.`);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

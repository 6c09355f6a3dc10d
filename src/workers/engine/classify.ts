import { type ErrorCode, TaskError } from "../../shared/errors.ts";

/** What ONNX Runtime, WebAssembly and WebGPU write into their errors; the first match names the cause. */
const signs: readonly (readonly [RegExp, ErrorCode])[] = [
  [/quota/i, "quota-full"],
  [/out of memory|bad_alloc|allocation failed|memory access out of bounds|could not allocate/i, "out-of-memory"],
  // A WebAssembly memory of our own: each engine has its words.
  [/(unable|failed|could not|cannot) (to )?grow/i, "out-of-memory"],
  [/device.{0,20}lost|map_async|instance dropped/i, "device-lost"],
  [/failed to get gpu adapter|no available adapters|webgpu is not supported/i, "webgpu-unavailable"],
  [/shader-f16|requires f16|does not support fp16/i, "f16-missing"],
  [
    /protobuf parsing failed|invalid protobuf|external data.*(size|bounds)|unexpected end of JSON|not valid JSON/i,
    "file-corrupt",
  ],
  [/could not find an implementation|not implemented|unsupported model|no op registered/i, "model-unsupported"],
  // Last, since ONNX Runtime also begins with it where an operator is missing.
  [/invalid model|no graph was found/i, "file-corrupt"],
];

/** The code for an error of the libraries; `TaskError`s bring their own. */
export function classify(reason: unknown, loaded: boolean): ErrorCode {
  if (reason instanceof TaskError) return reason.code;
  const text = String(reason instanceof Error ? reason.message : reason);
  for (const [sign, code] of signs) if (sign.test(text)) return code;
  if (reason instanceof RangeError && /array buffer|invalid (typed )?array length/i.test(text)) return "out-of-memory";
  return loaded ? "run-failed" : "model-unsupported";
}

import { type Dtype, dtypeSuffix, dtypes } from "./checkpoint.ts";

export interface Weight {
  /** `model`, `encoder_model`, `decoder_model_merged`. */
  readonly base: string;
  readonly dtype: Dtype;
  /** False for external data, which a graph brings with it. */
  readonly isGraph: boolean;
}

/**
 * What names end with that were not made for transformers.js: the levels of ONNX Runtime's optimizer, of which the
 * fourth is half precision, and sentence-transformers' quantizations for one processor each.
 */
const otherEndings: readonly (readonly [RegExp, Dtype])[] = [
  [/_(?:O4|float16)$/, "fp16"],
  [/_quant$/, "q8"],
  [/_qint8(?:_[a-z0-9]+)*$/, "int8"],
  [/_quint8(?:_[a-z0-9]+)*$/, "uint8"],
];
const optimized = /_(?:O[123]|optimized)$/;

/**
 * Graphs lie in `onnx/`, where transformers.js puts them, or at the root, where Optimum does.
 * @param file path inside a repository; `undefined` where it is no file of weights.
 */
export function findWeight(file: string): Weight | undefined {
  const [, name, data] = /^(?:onnx\/)?([\w.-]+?)\.onnx([._]data(?:_\d+)?)?$/.exec(file) ?? [];
  if (name === undefined) return undefined;
  const { stem, dtype } = readDtype(name);
  return { base: stem.replace(optimized, ""), dtype, isGraph: data === undefined };
}

/** Whether a file is one of weights, wherever it lies. */
export function isWeight(file: string): boolean {
  return /\.onnx([._]data(_\d+)?)?$/.test(file);
}

/**
 * Whether a file is fetched as graphs are: whole, found to be what its host lists, and from where it was cut. Beside these it is
 * what a checkpoint is trained on from.
 */
export function isLargeFile(file: string): boolean {
  return isWeight(file) || file === "model.safetensors";
}

function readDtype(name: string): { readonly stem: string; readonly dtype: Dtype } {
  // All names end with fp32's suffix, which is empty.
  const own = dtypes.find((dtype) => dtypeSuffix[dtype] !== "" && name.endsWith(dtypeSuffix[dtype]));
  if (own) return { stem: name.slice(0, -dtypeSuffix[own].length), dtype: own };
  const [ending, dtype] = otherEndings.find(([pattern]) => pattern.test(name)) ?? [/$/, "fp32"];
  return { stem: name.replace(ending, ""), dtype };
}

import { type Dtype, dtypeSuffix, dtypes } from "./checkpoint.ts";

export interface Weight {
  /** `model`, `encoder_model`, `decoder_model_merged`. */
  readonly base: string;
  readonly dtype: Dtype;
  /** False for external data, which a graph brings with it. */
  readonly isGraph: boolean;
}

/** @param file path inside a repository; `undefined` where it is no file of weights. */
export function findWeight(file: string): Weight | undefined {
  const [, name, data] = /^onnx\/([\w.-]+)\.onnx(_data(?:_\d+)?)?$/.exec(file) ?? [];
  if (name === undefined) return undefined;
  // All names end with fp32's suffix, which is empty: the longest that fits is meant.
  const dtype = dtypes.find((one) => dtypeSuffix[one] !== "" && name.endsWith(dtypeSuffix[one])) ?? "fp32";
  const base = name.slice(0, name.length - dtypeSuffix[dtype].length);
  return { base, dtype, isGraph: data === undefined };
}

import { floatTensor, type TensorMap } from "../../shared/tensor.ts";

/**
 * Features of one sound up to the last frame that counts.
 * @param feeds `input_features` [1, frames, width], `attention_mask` [1, frames]
 * @returns nothing where no frame at the end is masked
 */
export function withoutMasked(feeds: TensorMap): TensorMap | undefined {
  const { input_features: features, attention_mask: mask } = feeds;
  if (features?.type !== "float32" || mask?.type !== "int64") return undefined;
  const frames = mask.data.lastIndexOf(1n) + 1;
  if (frames === 0 || frames === mask.data.length) return undefined;
  const [, , width = 0] = features.dims;
  return {
    ...feeds,
    input_features: floatTensor(features.data.subarray(0, frames * width), [1, frames, width]),
    attention_mask: { type: "int64", data: mask.data.subarray(0, frames), dims: [1, frames] },
  };
}

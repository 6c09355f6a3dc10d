import type { FloatTensor, TensorMap } from "../../shared/tensor.ts";

/** By what name graphs give one vector a picture: Python's `pooler_output`, and CLIP's behind its projection. */
const pooledNames = ["pooler_output", "image_embeds"] as const;

/**
 * One vector for the picture.
 * @param tokens what the model gives of it, `[1, ...]`
 */
export function pooledOf(outputs: TensorMap, tokens: FloatTensor): Float32Array {
  for (const name of pooledNames) {
    const found = outputs[name];
    if (found?.type === "float32") return found.data;
  }
  const [, first = 1, ...rest] = tokens.dims;
  const numbers = rest.reduce((product, length) => product * length, 1);
  // DINO's pooler is the first token; many exports of others leave theirs out, and that is the nearest there is.
  if (rest.length === 1) return tokens.data.slice(0, numbers);
  // Channels by rows by columns: the mean over all places, as pooling layers take it. One vector is itself.
  return Float32Array.from({ length: first }, (_, channel) => {
    const values = tokens.data.subarray(channel * numbers, (channel + 1) * numbers);
    return values.reduce((sum, value) => sum + value, 0) / numbers;
  });
}

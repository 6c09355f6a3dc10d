/**
 * How sure the model is, 0..1, as 8 bits. Models of this task end in a sigmoid; what lies outside 0..1 is a raw score
 * and gets one.
 */
export function toMask(scores: Float32Array): Uint8ClampedArray {
  const isRaw = scores.some((score) => score < -0.001 || score > 1.001);
  return Uint8ClampedArray.from(scores, (score) => Math.round((isRaw ? 1 / (1 + Math.exp(-score)) : score) * 255));
}

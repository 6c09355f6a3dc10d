import type { Pixels } from "../../shared/media.ts";
import { type FloatTensor, floatsOf, type TensorMap } from "../../shared/tensor.ts";

/**
 * The mask among what a graph gives, each in its own way. U²-Net and IS-Net give further ones of the same size behind the
 * fused one, BiRefNet coarser ones before the finest: it is the first of the largest.
 */
export function maskIn(outputs: TensorMap, names: readonly string[]): FloatTensor {
  const planes = names.map((name) => floatsOf(outputs, name));
  const sizeOf = ({ dims }: FloatTensor) => (dims.at(-1) ?? 1) * (dims.at(-2) ?? 1);
  return planes.reduce((largest, plane) => (sizeOf(plane) > sizeOf(largest) ? plane : largest));
}

/**
 * How sure the model is, 0..1, as 8 bits. Models of this task end in a sigmoid; what lies outside 0..1 is a raw score
 * and gets one.
 */
export function toMask(scores: Float32Array): Uint8ClampedArray {
  const isRaw = scores.some((score) => score < -0.001 || score > 1.001);
  return Uint8ClampedArray.from(scores, (score) => Math.round((isRaw ? 1 / (1 + Math.exp(-score)) : score) * 255));
}

/**
 * The picture with what the mask removes taken away; what was erased before stays away.
 * @param mask 8 bits a pixel, of the picture's size
 */
export function cutOut({ data, width, height }: Pixels, mask: Uint8ClampedArray): Pixels {
  const cut = new Uint8ClampedArray(data);
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const alpha = pixel * 4 + 3;
    cut[alpha] = Math.round(((mask[pixel] ?? 0) * (data[alpha] ?? 0)) / 255);
  }
  return { data: cut, width, height };
}

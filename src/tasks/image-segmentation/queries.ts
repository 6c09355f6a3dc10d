import { softmax } from "../../shared/generation/sampling.ts";
import { enlarge } from "../../shared/image/interpolate.ts";
import type { Size } from "../../shared/image/size.ts";
import type { FloatTensor } from "../../shared/tensor.ts";

/** What a model of queries says: each query has a class, or none, and a mask. */
export interface Queries {
  readonly count: number;
  /** Without the last one, which is "nothing". */
  readonly classes: number;
  /** [count, classes + 1]: how sure each query is of each class, and of nothing. */
  readonly shares: Float32Array;
  readonly masks: Masks;
  /** Of a mask, in the model's pixels. */
  readonly size: Size;
}

/** One mask at a time: all of them at once would be hundreds of megabytes. */
export interface Masks {
  logits(query: number): Float32Array;
  /** 0..1 */
  probabilities(query: number): Float32Array;
}

/** Mask2Former's masks go through this size, whatever its model was given and whatever the picture. */
const mask2formerSize: Size = { width: 384, height: 384 };

/**
 * @param classLogits [1, queries, classes + 1]
 * @param maskLogits [1, queries, height, width]
 * @param className of the image processor: it is Python's processor that knows Mask2Former's step, not its model
 */
export function queriesOf(classLogits: FloatTensor, maskLogits: FloatTensor, className: string | undefined): Queries {
  const [, count = 0, all = 1] = classLogits.dims;
  const [, , height = 1, width = 1] = maskLogits.dims;
  const plane = width * height;
  const shares = new Float32Array(count * all);
  for (let query = 0; query < count; query++) {
    shares.set(softmax(classLogits.data.subarray(query * all, (query + 1) * all)), query * all);
  }
  const given = (query: number) => maskLogits.data.subarray(query * plane, (query + 1) * plane);
  const step = className === "Mask2Former" ? mask2formerSize : undefined;
  const logits = (query: number) => (step ? enlarge(given(query), { width, height }, step) : given(query));
  const probabilities = (query: number) => logits(query).map((value) => 1 / (1 + Math.exp(-value)));
  return { count, classes: all - 1, shares, masks: { logits, probabilities }, size: step ?? { width, height } };
}

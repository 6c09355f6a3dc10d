import { TaskError } from "../../shared/errors.ts";
import { createRandom } from "../../shared/random.ts";
import type { NetShape, Objective } from "../network/shape.ts";
import type { BatchPart } from "../train/learner.ts";
import { maskId, specials, unknownId } from "./vocabulary.ts";

/** Windows of text in a batch. */
export const batchRows = 16;

/** Of all tokens, as BERT hides them: most behind the mask, some behind another token, some not at all. */
const hiding = { asked: 0.15, masked: 0.8, swapped: 0.1 } as const;

export interface Split {
  readonly train: Int32Array;
  /** Held out: never trained on. */
  readonly validation: Int32Array;
}

/** A tenth is held out, in pieces from the whole of the text. */
const heldOut = 10;

/** Fewer tokens cannot be trained on: a window, and the token behind it, for either part. */
export function leastTokens(context: number): number {
  return 2 * (context + 1);
}

/** @throws TaskError `input-invalid` where there are too few tokens */
export function splitOf(ids: Int32Array, context: number): Split {
  const least = leastTokens(context);
  if (ids.length < least) {
    throw new TaskError("input-invalid", "The text is too short to train on.", undefined, {
      reason: "training-short",
      values: { given: String(ids.length), least: String(least) },
    });
  }
  const piece = Math.max(context + 1, Math.min(8 * context, Math.floor(ids.length / heldOut)));
  const pieces = Math.floor(ids.length / piece);
  const isHeldOut = (index: number) => Math.min(index, pieces - 1) % heldOut === Math.min(heldOut, pieces) - 1;
  const train: number[] = [];
  const validation: number[] = [];
  for (const [place, id] of ids.entries()) (isHeldOut(Math.floor(place / piece)) ? validation : train).push(id);
  return { train: Int32Array.from(train), validation: Int32Array.from(validation) };
}

/** Mixes two numbers into a seed: batch `step` is the same whenever training comes to it. */
export function seedOf(seed: number, step: number): number {
  return (Math.imul(seed, 0x9e3779b1) + Math.imul(step + 1, 0x85ebca6b)) >>> 0;
}

/** `[rows, context]` each; a token is asked for where its weight is 1. */
export type TokenBatch = Readonly<Record<"inputs" | "targets" | "weights", BatchPart>>;

interface BatchSettings {
  readonly objective: Objective;
  readonly shape: Pick<NetShape, "context" | "vocabulary">;
  readonly seed: number;
  readonly rows?: number;
}

/** Windows from anywhere in the text. Unknown tokens are never asked for: nobody could know them. */
export function batchOf(ids: Int32Array, { objective, shape, seed, rows = batchRows }: BatchSettings): TokenBatch {
  const { context, vocabulary } = shape;
  const random = createRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const dims = [rows, context];
  const inputs = new Int32Array(rows * context);
  const targets = new Int32Array(rows * context);
  const weights = new Float32Array(rows * context);
  for (let row = 0; row < rows; row += 1) {
    const start = below(ids.length - context);
    for (let index = 0; index < context; index += 1) {
      const place = row * context + index;
      const token = ids[start + index] ?? unknownId;
      const target = objective === "causal" ? (ids[start + index + 1] ?? unknownId) : token;
      const isAsked = objective === "causal" || random() < hiding.asked;
      targets[place] = target;
      weights[place] = isAsked && target !== unknownId ? 1 : 0;
      inputs[place] = objective === "masked" && isAsked ? coverOf(token) : token;
    }
  }
  // A loss over no token is not a number.
  if (!weights.includes(1)) weights[0] = 1;
  return { inputs: { data: inputs, dims }, targets: { data: targets, dims }, weights: { data: weights, dims } };

  function coverOf(token: number): number {
    const chance = random();
    if (chance < hiding.masked) return maskId;
    if (chance >= hiding.masked + hiding.swapped) return token;
    return specials.length + below(vocabulary - specials.length);
  }
}

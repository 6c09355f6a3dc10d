import * as v from "valibot";

/** A long sound, piece after piece. */
export const Windows = v.object({
  /** How long a piece is; the last one ends where the sound does, and begins earlier where it would be too short. */
  seconds: v.number(),
  /** [pieces, labels], as far as they were heard. */
  logits: v.instance(Float32Array),
});
export type Windows = v.InferOutput<typeof Windows>;

/** Shorter sounds say one thing. */
const leastSeconds = 5;
/** So fine at best, and so many pieces where the model hears enough at once. */
const finestSeconds = 2;
const mostPieces = 120;
/** Models that hear a sound of any length are given no more than this. */
const longestSeconds = 30;

/**
 * How long the pieces of a sound are; nothing for a sound that is none of pieces.
 * @param windowSeconds what the model hears at most
 */
export function findPieceSeconds(duration: number, windowSeconds = longestSeconds): number | undefined {
  if (duration <= Math.max(leastSeconds, finestSeconds)) return undefined;
  return Math.min(Math.max(finestSeconds, Math.ceil(duration / mostPieces)), windowSeconds);
}

/** Where the pieces begin, in seconds: all are equally long, so the last one may overlap the one before. */
export function pieceStartsOf(duration: number, seconds: number): readonly number[] {
  const count = Math.max(1, Math.ceil(duration / seconds - 1e-6));
  return Array.from({ length: count }, (_, piece) => Math.max(0, Math.min(piece * seconds, duration - seconds)));
}

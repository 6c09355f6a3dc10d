import type * as v from "valibot";
import { bestOf, type Scored } from "../common/labels/scored.ts";
import { type ScoreFunction, scoresOf } from "../common/labels/scores.ts";
import type { definition } from "./definition.ts";
import { pieceStartsOf } from "./windows.ts";

type Output = v.InferOutput<typeof definition.output>;

export interface ClassTimeline {
  readonly seconds: number;
  /** Where each piece begins, as far as they were heard. */
  readonly starts: readonly number[];
  /** The classes that are ever strongest, the strongest first: at most as many as one follows by eye. */
  readonly rows: readonly { readonly id: string; readonly label: string; readonly shares: Float32Array }[];
  bestIn(piece: number): readonly Scored[];
}

const mostRows = 6;
const namedInPiece = 3;

/** Which classes are heard when; nothing for a sound that is none of pieces, or of which none was heard yet. */
export function timelineOf(
  { labels, windows }: Output,
  apply: ScoreFunction,
  duration: number,
): ClassTimeline | undefined {
  if (!windows || windows.logits.length === 0) return undefined;
  const { seconds, logits } = windows;
  const width = labels.length;
  const pieces = Array.from({ length: logits.length / width }, (_, piece) =>
    scoresOf(logits.subarray(piece * width, (piece + 1) * width), apply),
  );
  const peakOf = (place: number) => Math.max(...pieces.map((scores) => scores[place] ?? 0));
  const peaks = Float32Array.from(labels, (_, place) => peakOf(place));
  const strongest = labels.map((_, place) => place).sort((a, b) => (peaks[b] ?? 0) - (peaks[a] ?? 0));
  return {
    seconds,
    starts: pieceStartsOf(duration, seconds).slice(0, pieces.length),
    rows: strongest.slice(0, mostRows).map((place) => ({
      id: `${place}`,
      label: labels[place] ?? "",
      shares: Float32Array.from(pieces, (scores) => scores[place] ?? 0),
    })),
    bestIn: (piece) => bestOf(labels, pieces[piece] ?? [], namedInPiece),
  };
}

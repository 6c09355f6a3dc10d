import type { Segment } from "./segmentation.ts";

/** A segment as people are told of it. */
export interface Listed {
  readonly id: string;
  /** Its number in the map, counted from 1. */
  readonly number: number;
  readonly segment: Segment;
  /** Which of those with the same label it is, counted from 1; `undefined` where it is the only one. */
  readonly nth: number | undefined;
}

/** All segments in the order of their numbers. */
export function listedOf(segments: readonly Segment[]): readonly Listed[] {
  const counts = new Map<string, number>();
  for (const { label } of segments) counts.set(label, (counts.get(label) ?? 0) + 1);
  const seen = new Map<string, number>();
  return segments.map((segment, index) => {
    const nth = (seen.get(segment.label) ?? 0) + 1;
    seen.set(segment.label, nth);
    const isOnly = counts.get(segment.label) === 1;
    return { id: String(index), number: index + 1, segment, nth: isOnly ? undefined : nth };
  });
}

/** For a file: letters and digits of the label, whatever its language. */
export function fileNameOf({ segment, nth }: Listed, what: "mask" | "cut-out"): string {
  const label = segment.label.replaceAll(/[^\p{Letter}\p{Number}]+/gu, "-").replaceAll(/^-|-$/g, "");
  return `${[label || "segment", nth].filter((part) => part !== undefined).join("-")}.${what}.png`;
}

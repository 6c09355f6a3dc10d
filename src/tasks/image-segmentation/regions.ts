import type { Size } from "../../shared/image/size.ts";

/** What a model's answer comes to: each pixel of the picture belongs to one region or to none. */
export interface Regions extends Size {
  /** For each pixel the place of its region in `found`, counted from 1; 0 where there is none. */
  readonly map: Uint16Array<ArrayBuffer>;
  /** In the order in which Python lists them. */
  readonly found: readonly Found[];
}

export interface Found {
  /** Of `id2label`. */
  readonly place: number;
  /** `null` where a model decides by pixels and has no score for a whole. */
  readonly score: number | null;
}

/** Python's `round(score, 6)`. */
export function rounded(score: number): number {
  return Number(score.toFixed(6));
}

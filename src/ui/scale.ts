import type { Matrix } from "../shared/media.ts";

/** From the least value to 1: cosines of a trained model crowd together, and what matters is how they differ. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

export function scaleOf({ data }: Matrix): Scale {
  let low = 1;
  for (const value of data) low = Math.min(low, value);
  return { low, high: 1 };
}

/** Where `value` lies on the scale, 0..1. */
export function shareOf(value: number, { low, high }: Scale): number {
  return high === low ? 1 : Math.max(0, Math.min(1, (value - low) / (high - low)));
}

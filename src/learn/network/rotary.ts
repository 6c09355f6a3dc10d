import { rotaryBase } from "./shape.ts";

export interface RotaryTables {
  /** `[positions, headWidth]` each. */
  readonly cosines: Float32Array;
  readonly sines: Float32Array;
}

/**
 * By how much each position turns each number of a query or a key (RoPE): as in Python, number `i` is turned together with
 * the one half a head away.
 */
export function rotaryTables(positions: number, headWidth: number): RotaryTables {
  const half = headWidth / 2;
  const angle = (place: number) => {
    const frequency = rotaryBase ** (-(place % half) / half);
    return Math.floor(place / headWidth) * frequency;
  };
  const length = positions * headWidth;
  return {
    cosines: Float32Array.from({ length }, (_, place) => Math.cos(angle(place))),
    sines: Float32Array.from({ length }, (_, place) => Math.sin(angle(place))),
  };
}

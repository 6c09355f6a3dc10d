import { floatsOf, type TensorMap } from "../../shared/tensor.ts";
import type { Watch } from "../ports.ts";
import { secondsPerTimestamp } from "./segments.ts";

/** Which heads of the decoder look where in the sound the next word is, and how wide their median is taken. */
export interface AlignmentSettings {
  /** `alignment_heads` of `generation_config.json`. */
  readonly heads: readonly (readonly [layer: number, head: number])[];
  /** `median_filter_width` of `config.json`, an odd number. */
  readonly medianWidth: number;
}

/** For each head, what it looked at when each token was read: a row as long as the encoder's places. */
export type Attention = readonly (readonly Float32Array[])[];

export const attentionOf = (layer: number): string => `cross_attentions.${layer}`;

/** Collects what the heads looked at, token by token. What the first run read, the prompt, has no time. */
export function createAttentionWatch({ heads }: AlignmentSettings): Watch & { readonly attention: Attention } {
  const attention: readonly Float32Array[][] = heads.map(() => []);
  let isPrompt = true;
  return {
    attention,
    names: [...new Set(heads.map(([layer]) => attentionOf(layer)))],
    see(outputs: TensorMap) {
      if (!isPrompt) {
        for (const [index, [layer, head]] of heads.entries()) {
          // [1, heads, places read, places of the encoder]: a graph without a cache reads all places again.
          const { data, dims } = floatsOf(outputs, attentionOf(layer));
          const [, , read = 1, width = 0] = dims;
          const end = (head + 1) * read * width;
          attention[index]?.push(data.slice(end - width, end));
        }
      }
      isPrompt = false;
    },
  };
}

/**
 * When each token was said, in seconds from the window's start: `_extract_token_timestamps` of transformers.
 * @param places of the encoder that are sound and not padding
 * @returns a time for each row of `attention`
 */
export function timesOf(attention: Attention, places: number, { medianWidth }: AlignmentSettings): readonly number[] {
  const tokens = attention[0]?.length ?? 0;
  if (tokens === 0 || places < 1) return new Array<number>(tokens).fill(0);
  const smooth = attention.map((rows) =>
    smoothed(standardised(rows.map((row) => row.subarray(0, places))), medianWidth),
  );
  const costs = Array.from({ length: tokens }, (_, token) =>
    Float64Array.from({ length: smooth[0]?.[token]?.length ?? 0 }, (_unused, place) => {
      const sum = smooth.reduce((all, rows) => all + (rows[token]?.[place] ?? 0), 0);
      return -sum / smooth.length;
    }),
  );
  return warped(costs).map((place) => place * secondsPerTimestamp);
}

/** Each place's weights over all tokens to mean 0 and deviation 1. */
function standardised(rows: readonly Float32Array[]): readonly Float32Array[] {
  const result = rows.map((row) => new Float32Array(row.length));
  for (let place = 0; place < (rows[0]?.length ?? 0); place++) {
    const values = rows.map((row) => row[place] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    // One token alone has no deviation: not a number, which the warping below passes over as Python's does.
    for (const [token, value] of values.entries()) {
      const row = result[token];
      if (row) row[place] = (value - mean) / Math.sqrt(variance);
    }
  }
  return result;
}

/** The median of `width` neighbours along each row, whose edges are mirrored; a shorter row stays as it is. */
function smoothed(rows: readonly Float32Array[], width: number): readonly Float32Array[] {
  const half = Math.floor(width / 2);
  return rows.map((row) => {
    if (row.length <= half) return row;
    const last = row.length - 1;
    const at = (place: number) => row[place < 0 ? -place : place > last ? 2 * last - place : place] ?? 0;
    const near = new Float32Array(width);
    return row.map((_, place) => {
      for (let index = 0; index < width; index++) near[index] = at(place + index - half);
      // Typed arrays sort numbers as numbers, and what is none behind them.
      return near.sort()[half] ?? 0;
    });
  });
}

/** What a step of the path goes on by: the next token, the next place, or both. */
const step = { both: 0, token: 1, place: 2 } as const;

/** Dynamic time warping as `_dynamic_time_warping` has it, in float32: the place at which the path comes to each token. */
function warped(costs: readonly Float64Array[]): readonly number[] {
  const tokens = costs.length;
  const width = (costs[0]?.length ?? 0) + 1;
  let above = new Float32Array(width).fill(Number.POSITIVE_INFINITY);
  above[0] = 0;
  const trace = costs.map((row) => {
    const steps = new Uint8Array(width).fill(step.token);
    const sums = new Float32Array(width).fill(Number.POSITIVE_INFINITY);
    for (let place = 1; place < width; place++) {
      const both = above[place - 1] ?? 0;
      const token = above[place] ?? 0;
      const stay = sums[place - 1] ?? 0;
      const byToken = token < both && token < stay;
      const [least, taken] =
        both < token && both < stay ? [both, step.both] : byToken ? [token, step.token] : [stay, step.place];
      sums[place] = (row[place - 1] ?? 0) + least;
      steps[place] = taken;
    }
    above = sums;
    return steps;
  });
  const places = new Array<number>(tokens).fill(0);
  let token = tokens;
  let place = width - 1;
  while (token > 0) {
    // The earliest place of a token is the last one that the way back sees.
    places[token - 1] = place - 1;
    const taken = place === 0 ? step.token : trace[token - 1]?.[place];
    if (taken !== step.place) token -= 1;
    if (taken !== step.token) place -= 1;
  }
  return places;
}

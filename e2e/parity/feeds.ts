import * as v from "valibot";
import type { Comparison } from "./comparison.ts";
import { type Case, floatsIn, sampledIn, type TensorSample } from "./reference.ts";

/** `feeds` of `run-json` (docs/contract.md). */
export const Feeds = v.optional(
  v.array(
    v.object({
      graph: v.string(),
      name: v.string(),
      dims: v.array(v.number()),
      data: v.union([v.string(), v.array(v.number())]),
    }),
  ),
  [],
);
export type Feeds = v.InferOutput<typeof Feeds>;

/** Sums in another order; a mel filter's logarithm makes the last bits of silence large. */
const tolerances: Readonly<Record<string, number>> = {
  pixel_values: 1e-5,
  input_values: 1e-3,
  input_features: 1e-2,
  audio_values: 1e-2,
};

/** CLAP's features are in dB. A hundredth of Whisper's, which are a quarter of a decade, is 0.4 dB. */
const decibels = 0.4;

/** Compares what our preprocessing made with what Python's made, name by name. */
export function compareFeeds(feeds: Feeds, { intermediate }: Case): readonly Comparison[] {
  const { input_ids, pixel_values, input_values, input_features, audio_values } = intermediate;
  const samples = Object.entries({ pixel_values, input_values, input_features, audio_values });
  return [
    ...(input_ids ? [compareIds(feeds, input_ids)] : []),
    ...samples.flatMap(([name, sample]) => (sample ? [compareSample(feeds, name, sample)] : [])),
  ];
}

function compareIds(feeds: Feeds, expected: readonly number[] | readonly (readonly number[])[]): Comparison {
  const compared = "token ids";
  const wanted = expected.map((row) => (typeof row === "number" ? [] : [...row]));
  const rows = typeof expected[0] === "number" ? [[...expected]] : wanted;
  const fed = new Set(rowsIn(feeds).map((row) => JSON.stringify(row)));
  const missing = rows.find((row) => !fed.has(JSON.stringify(row)));
  if (!missing) return { compared, difference: 0 };
  return { compared, difference: Infinity, problem: `the model was not fed ${missing}, but ${[...fed].slice(0, 3)}` };
}

/** Every sequence that a graph was fed, padding left out. */
function rowsIn(feeds: Feeds): readonly (readonly number[])[] {
  return feeds.flatMap(({ graph, name, dims, data }, index) => {
    if (name !== "input_ids" || typeof data === "string") return [];
    const mask = feeds
      .slice(Math.max(0, index - 4), index + 5)
      .find((feed) => feed.graph === graph && feed.name === "attention_mask" && `${feed.dims}` === `${dims}`);
    const width = dims.at(-1) ?? 0;
    return Array.from({ length: width === 0 ? 0 : data.length / width }, (_, row) =>
      data.slice(row * width, (row + 1) * width).filter((_id, place) => {
        const seen = mask && typeof mask.data !== "string" ? mask.data[row * width + place] : 1;
        return seen !== 0;
      }),
    );
  });
}

function compareSample(feeds: Feeds, name: string, sample: TensorSample): Comparison {
  const compared = name.replaceAll("_", " ");
  const feed = feeds.find((given) => given.name === name);
  if (!feed || typeof feed.data !== "string") {
    return { compared, difference: Infinity, problem: `the model was fed no ${name}` };
  }
  const values = sampledIn(sample);
  const ours = floatsIn(feed.data);
  if (`${feed.dims}` !== `${sample.shape}`) {
    return { compared, difference: Infinity, problem: `${name} is [${feed.dims}], Python's [${sample.shape}]` };
  }
  const difference = values.reduce(
    (largest, value, index) => Math.max(largest, Math.abs(value - (ours[index * sample.step] ?? Number.NaN))),
    0,
  );
  const isInDecibels = name === "input_features" && feed.dims.length === 4;
  const tolerance = isInDecibels ? decibels : (tolerances[name] ?? 0);
  return difference < tolerance
    ? { compared, difference }
    : { compared, difference, problem: `${name} differs by ${difference}` };
}

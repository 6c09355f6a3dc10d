import * as v from "valibot";
import { expect, it } from "vitest";
import { GenerationConfig } from "./config.ts";
import golden from "./settings.golden.json";
import { processorsOf } from "./settings.ts";

const { after, at, asked } = golden;

/** The model of scripts/golden: a row for the last id and a row for the length. */
function logitsAfter(ids: readonly number[]): Float32Array {
  const last = after[ids.at(-1) ?? 0] ?? [];
  const place = at[ids.length % at.length] ?? [];
  return Float32Array.from(last, (value, id) => value + (place[id] ?? 0));
}

it.each(asked)("all settings together leave what Python's generate leaves: $options after $prompt", (given) => {
  const { prompt, options, ids, scores } = given;
  const own = v.parse(GenerationConfig, options);
  const frame = {
    promptLength: prompt.length,
    maxNewTokens: options.max_new_tokens,
    endIds: new Set([0]),
    source: prompt,
  };
  const processors = processorsOf({ ...own, do_sample: options.do_sample ?? false }, frame);
  const found = scores.map((_, step) => {
    const written = [...prompt, ...ids.slice(0, step)];
    const logits = logitsAfter(written);
    for (const process of processors) process(logits, written);
    return [...logits];
  });
  expect(found).toEqual(
    scores.map((row) => row.map((score) => (score === null ? Number.NEGATIVE_INFINITY : expect.closeTo(score, 4)))),
  );
});

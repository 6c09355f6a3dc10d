import { expect, test } from "vitest";
import { checkpointOf } from "../../../testing/checkpoint.ts";
import { voxtral } from "./voxtral.ts";

const graph = { inputNames: [], inputs: [], outputNames: [], run: () => Promise.reject(new Error("not asked for")) };

/** A window of a second with ten places. */
async function open() {
  const config = {
    audio_token_id: 24,
    audio_config: { max_source_positions: 50, hidden_size: 2, intermediate_size: 10 },
  };
  const checkpoint = { ...checkpointOf(graph, { config }), json: async () => ({ feature_size: 4 }) };
  return voxtral(checkpoint, await checkpoint.tokenizer());
}

const soundOf = (seconds: number, samplingRate = 16_000) => ({
  samples: new Float32Array(seconds * samplingRate).fill(0.5),
  samplingRate,
});

test("a sound is filled up to whole windows, and has as many places as all of them", async () => {
  const family = await open();
  const windowsOf = (...sound: Parameters<typeof soundOf>) => family.prepare(soundOf(...sound));
  expect(windowsOf(0.1).map(({ dims }) => dims)).toEqual([[1, 4, 100]]);
  expect([1, 1.1, 3.2].map((seconds) => windowsOf(seconds).length)).toEqual([1, 2, 4]);
  // Half the rate, the same length.
  expect(windowsOf(2, 8000)).toHaveLength(2);
  expect(family.spell(windowsOf(1.1))).toEqual({ text: `[BEGIN_AUDIO]${"[AUDIO]".repeat(20)}`, places: 20 });
});

test("all windows are under one floor, that of the loudest", async () => {
  const family = await open();
  const samples = new Float32Array(32_000);
  samples[100] = 1;
  const [loud, silent] = family.prepare({ samples, samplingRate: 16_000 });
  const loudest = Math.max(...(loud?.data ?? []));
  expect(new Set(silent?.data)).toEqual(new Set([Math.fround(loudest - 2)]));
});

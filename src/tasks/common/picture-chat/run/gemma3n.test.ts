import { expect, test } from "vitest";
import { TaskError } from "../../../../shared/errors.ts";
import { checkpointOf } from "../../../testing/checkpoint.ts";
import { openGemma3n } from "./gemma3n.ts";

const graph = { inputNames: [], inputs: [], outputNames: [], run: () => Promise.reject(new Error("not asked for")) };
const files: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "processor_config.json": { image_seq_length: 3, audio_seq_length: 2 },
  "preprocessor_config.json": { image_processor_type: "SiglipImageProcessorFast", size: { height: 4, width: 4 } },
  "tokenizer_config.json": { boi_token: "<boi>", eoa_token: "<eoa>" },
};

async function open() {
  const config = { image_token_id: 7, audio_token_id: 9 };
  const checkpoint = { ...checkpointOf(graph, { config }), json: async (file: string) => files[file] };
  return openGemma3n(checkpoint, await checkpoint.tokenizer());
}

const image = { data: new Uint8ClampedArray(2 * 3 * 4), width: 2, height: 3 };
const soundOf = (seconds: number, samplingRate = 16_000) => ({
  samples: new Float32Array(seconds * samplingRate).fill(0.5),
  samplingRate,
});

test("a picture and a sound are written out as Python's Gemma3nProcessor does, as many places for any", async () => {
  const { pictures, sounds } = await open();
  const picture = "\n\n<boi><image_soft_token><image_soft_token><image_soft_token><end_of_image>\n\n";
  expect(pictures.spell(pictures.prepare(image))).toEqual({ text: picture, places: 3 });
  const sound = "\n\n<start_of_audio><audio_soft_token><audio_soft_token><eoa>\n\n";
  for (const seconds of [0.5, 2]) {
    expect(sounds.spell(sounds.prepare(soundOf(seconds)))).toEqual({ text: sound, places: 2 });
  }
  expect([pictures.placeId, sounds.placeId]).toEqual([7, 9]);
});

test("of two sounds the shorter is heard for as long as the longer, and of the silence it knows that it is none of it", async () => {
  const { sounds } = await open();
  const both = [soundOf(0.5), soundOf(2, 8000)];
  const filled = sounds.sharedSizeOf?.(both);
  const [short, long] = both.map((sound) => sounds.prepare(sound, filled));
  expect(short?.input_features?.dims).toEqual(long?.input_features?.dims);
  // Of (32000 - 513) / 160 + 1 frames those that begin within 8,000 samples.
  const heard = [...(short?.input_features_mask?.data ?? [])].filter((each) => Number(each) === 1);
  expect([short?.input_features?.dims[1], heard.length]).toEqual([197, 50]);
});

test("a sound at half the rate has as many frames, and one of which nothing could be made is refused", async () => {
  const { sounds } = await open();
  const framesOf = (...sound: Parameters<typeof soundOf>) => sounds.prepare(soundOf(...sound)).input_features?.dims;
  expect(framesOf(2, 8000)).toEqual(framesOf(2));
  expect(() => sounds.prepare(soundOf(0.03))).toThrow(TaskError);
});

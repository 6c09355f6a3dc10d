import { expect, test } from "vitest";
import { preprocessorOf } from "./preprocessor.ts";

const checkpointOf = (files: Readonly<Record<string, Record<string, unknown>>>) => ({
  json: async (file: string) => files[file],
});

// AutoImageProcessor.from_pretrained of folders with these files.
test("the older file counts before the one that processors share", async () => {
  const files = {
    "preprocessor_config.json": { size: 8 },
    "processor_config.json": { image_processor: { size: 9 } },
  };
  expect(await preprocessorOf(checkpointOf(files), "image_processor")).toEqual({ size: 8 });
});

test("of a file that processors share, each reads its own part", async () => {
  const file = { image_processor: { size: 9 }, feature_extractor: { n_fft: 512 }, processor_class: "ClapProcessor" };
  const checkpoint = checkpointOf({ "processor_config.json": file });
  expect(await preprocessorOf(checkpoint, "image_processor")).toEqual({ size: 9 });
  expect(await preprocessorOf(checkpoint, "feature_extractor")).toEqual({ n_fft: 512 });
});

test("a part that is not named apart is the file itself", async () => {
  const checkpoint = checkpointOf({ "processor_config.json": { feature_extractor: null, sampling_rate: 8000 } });
  expect(await preprocessorOf(checkpoint, "feature_extractor")).toMatchObject({ sampling_rate: 8000 });
});

test("a checkpoint that says nothing of it is refused by the file's name", async () => {
  await expect(preprocessorOf(checkpointOf({}), "image_processor")).rejects.toMatchObject({
    code: "model-unsupported",
    narrow: { reason: "preprocessor-missing", values: { file: "preprocessor_config.json" } },
  });
});

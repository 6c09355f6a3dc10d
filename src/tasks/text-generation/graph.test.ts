import { expect, test } from "vitest";
import { graphFileOf } from "./graph.ts";

test.each([
  ["bloom", ["model"], "model"],
  ["bloom", ["decoder_model_merged"], "decoder_model_merged"],
  ["bloom", [], "model"],
  ["llama", ["decoder_model_merged"], "model"],
])("%s with the files %j writes with %s", async (model_type, files, expected) => {
  expect(await graphFileOf({ config: { model_type }, has: async (file) => files.includes(file) })).toBe(expected);
});

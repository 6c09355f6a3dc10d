import { expect, test } from "vitest";
import { decoderFileOf } from "./decoder-file.ts";

test.each([
  [["model"], "model"],
  [["decoder_model_merged"], "decoder_model_merged"],
  [["model", "decoder_model_merged"], "model"],
  [[], "model"],
])("with the files %j it writes with %s", async (files, expected) => {
  expect(await decoderFileOf({ has: async (file) => files.includes(file) })).toBe(expected);
});

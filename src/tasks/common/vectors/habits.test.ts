import { expect, test } from "vitest";
import { findHabits } from "./habits.ts";

test("E5 takes its prompts for every text, BGE for queries alone", () => {
  expect(findHabits(["Xenova/multilingual-e5-small"])).toMatchObject({ pooling: "mean", symmetric: "query" });
  expect(findHabits(["embedded/multilingual-e5-small-enzh"])?.prompts.passage).toBe("passage: ");
  expect(findHabits(["some/copy", "BAAI/bge-small-zh-v1.5"])).toMatchObject({ pooling: "cls", symmetric: "none" });
  expect(findHabits(["Xenova/bge-small-en-v1.5"])?.prompts.query).toMatch(/^Represent .*: $/);
});

test("nothing is taken for granted of a model that is not known, nor of one that wants an instruction", () => {
  expect(findHabits(["Xenova/all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"])).toBeUndefined();
  expect(findHabits(["intfloat/multilingual-e5-large-instruct"])).toBeUndefined();
});

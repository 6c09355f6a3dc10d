import { describe, expect, it } from "vitest";
import { findModelProblem } from "./reference.ts";

describe("what is wrong with a model's name", () => {
  it.each([
    ["none at all", "space"],
    ["https://huggingface.co/datasets/owner/name", "kind"],
    ["https://huggingface.co/spaces/owner/name", "kind"],
    ["https://huggingface.co/owner/name/discussions/3", "address"],
    ["https://huggingface.co/", "address"],
    ["a/b/c", "slashes"],
    ["owner/näme", "characters"],
    ["owner/a--b", "other"],
    ["owner/name@../main", "other"],
    ["", "other"],
  ])("%s: %s", (text, problem) => {
    expect(findModelProblem(text)).toBe(problem);
  });

  it.each(["owner/name", "gpt2", "owner/name@v1", "https://huggingface.co/owner/name/tree/refs%2Fpr%2F1"])(
    "nothing with %s",
    (text) => {
      expect(findModelProblem(text)).toBeUndefined();
    },
  );
});

import { expect, test } from "vitest";
import { findPhrase, withPhrase } from "./phrase.ts";

const alone = { name: "<OD>", word: "" };
const named = { name: "<FIND>", word: "", beside: "cat" };
const outlined = { name: "<OUTLINE>", word: "", beside: "the cat" };

test("a phrase is found by its name, wherever it stands", () => {
  expect(findPhrase([alone, named], "a dog <FIND>")).toBe(named);
  expect(findPhrase([alone, named], "a dog")).toBeUndefined();
});

test("a reader's own words go along with a phrase that takes some, and examples of words do not", () => {
  expect(withPhrase("", undefined, named)).toBe("<FIND>cat");
  expect(withPhrase("<FIND>cat", named, outlined)).toBe("<OUTLINE>the cat");
  expect(withPhrase("<FIND> a dog", named, outlined)).toBe("<OUTLINE>a dog");
  expect(withPhrase("<FIND>a dog", named, alone)).toBe("<OD>");
  expect(withPhrase("<FIND>a dog", named, undefined)).toBe("a dog");
  expect(withPhrase("<OD>", alone, undefined)).toBe("");
});

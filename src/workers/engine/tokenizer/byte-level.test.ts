import { expect, test } from "vitest";
import { align, textOf } from "./aligned.ts";
import { fromBytes, toBytes, trimmed } from "./byte-level.ts";

test("characters become bytes and come back, also when they are parted between tokens", () => {
  const bytes = textOf(toBytes(align(" 北京 é")));
  expect(bytes).toBe("ĠåĮĹäº¬ĠÃ©");
  expect(fromBytes([bytes.slice(0, 3), bytes.slice(3)])).toBe(" 北京 é");
});

test("what is text already stays as it is", () => {
  expect(fromBytes([" Müller"])).toBe(" Müller");
});

test("the spaces of a token are not in its place", () => {
  expect(trimmed("Ġis", [5, 8], false, false)).toEqual([6, 8]);
  expect(trimmed("Ġ", [5, 6], false, false)).toEqual([6, 6]);
  expect(trimmed("Ġis", [0, 2], true, true)).toEqual([0, 2]);
});

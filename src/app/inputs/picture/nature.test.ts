import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { findNature } from "./nature.ts";

const media = path.resolve(import.meta.dirname, "../../../../e2e/media");
const natureOf = (file: string, bytes?: number) =>
  findNature(new Uint8Array(readFileSync(path.join(media, file)).subarray(0, bytes)).buffer);
const textOf = (text: string) => new TextEncoder().encode(text).buffer;

it.each([
  ["kinds/moving.gif", "moving"],
  ["kinds/moving.webp", "moving"],
  ["kinds/moving.png", "moving"],
  ["kinds/still.gif", undefined],
  ["kinds/drawing.svg", "drawn"],
  ["kinds/phone.heic", "heic"],
  ["kinds/still.avif", undefined],
  ["picture.webp", undefined],
  ["picture.jpg", undefined],
  ["alpha.png", undefined],
])("tells of %s: %s", (file, nature) => {
  expect(natureOf(file)).toBe(nature);
});

it("knows a moving GIF by its loop where the head ends within the first frame", () => {
  expect(natureOf("kinds/moving.gif", 900)).toBe("moving");
});

it("knows a drawing behind a declaration and comments, and no other XML", () => {
  expect(findNature(textOf('\uFEFF<?xml version="1.0"?>\n<!-- made -->\n<svg xmlns="x"/>'))).toBe("drawn");
  expect(findNature(textOf("<html><svg></svg></html>"))).toBeUndefined();
  expect(findNature(textOf("Dear svg, <svg>"))).toBeUndefined();
});

it("says nothing of what ends early", () => {
  for (const bytes of [[], [0x47, 0x49, 0x46, 0x38], [0x89, 0x50, 0x4e, 0x47, 1, 1, 1, 1]]) {
    expect(findNature(Uint8Array.from(bytes).buffer)).toBeUndefined();
  }
});

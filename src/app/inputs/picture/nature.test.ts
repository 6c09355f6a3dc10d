import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { findNature, findUnreadFormat } from "./nature.ts";

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

it.each([
  ["TIFF / RAW", "II*\0\x10\0\0\0CR"],
  ["TIFF / RAW", "MM\0*"],
  ["RAW (CR3)", "\0\0\0\x18ftypcrx "],
  ["Photoshop (PSD)", "8BPS\0\x01"],
  ["PDF", "%PDF-1.7"],
  ["JPEG XL", "\xFF\x0A\x10"],
  ["JPEG XL", "\0\0\0\x0CJXL \r\n"],
  ["JPEG 2000", "\0\0\0\x0CjP  \r\n"],
  [undefined, "\xFF\xD8\xFF\xE0"],
  [undefined, ""],
])("names %s where no browser reads it", (format, begin) => {
  expect(findUnreadFormat(Uint8Array.from(begin, (letter) => letter.charCodeAt(0)).buffer)).toBe(format);
});

it("says nothing of what ends early", () => {
  for (const bytes of [[], [0x47, 0x49, 0x46, 0x38], [0x89, 0x50, 0x4e, 0x47, 1, 1, 1, 1]]) {
    expect(findNature(Uint8Array.from(bytes).buffer)).toBeUndefined();
  }
});

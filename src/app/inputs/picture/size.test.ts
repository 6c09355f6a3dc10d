import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { findPictureSize } from "./size.ts";

const headOf = (bytes: Uint8Array) => new Uint8Array(bytes).buffer;
const media = path.resolve(import.meta.dirname, "../../../../e2e/media");

it.each([
  // PIL.Image.open(...).size
  ["alpha.png", 240, 160],
  ["grey.png", 320, 213],
  ["large.jpg", 6000, 4000],
  ["picture.jpg", 320, 213],
  ["rotated.jpg", 320, 480],
])("reads the size of %s from its head", (file, width, height) => {
  expect(findPictureSize(headOf(readFileSync(path.join(media, file))))).toEqual({ width, height });
});

it("reads that of a GIF and a BMP", () => {
  const text = (...parts: readonly (string | number)[]) =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === "number" ? [part] : [...part].map((letter) => letter.charCodeAt(0)))),
    );
  expect(findPictureSize(headOf(text("GIF89a", 44, 1, 3, 0)))).toEqual({ width: 300, height: 3 });
  const bmp = new DataView(new ArrayBuffer(30));
  bmp.setUint16(0, 0x424d);
  bmp.setInt32(18, 7, true);
  bmp.setInt32(22, -9, true);
  expect(findPictureSize(bmp.buffer)).toEqual({ width: 7, height: 9 });
});

it("finds none in what ends early or is no picture", () => {
  for (const bytes of [[], [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff, 0xe0, 0, 4], [1, 2, 3, 4, 5, 6, 7, 8]]) {
    expect(findPictureSize(headOf(Uint8Array.from(bytes)))).toBeUndefined();
  }
});

import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { createEnlargedMaskPng, createMaskPng } from "./mask-png.ts";

/** The rows of a PNG of one IDAT, without their filter bytes. */
function rowsOf(png: Uint8Array, width: number): number[][] {
  const view = new DataView(png.buffer);
  const length = view.getUint32(33);
  const bytes = inflateSync(png.subarray(41, 41 + length));
  const rows: number[][] = [];
  for (let at = 0; at < bytes.length; at += width + 1) rows.push([...bytes.subarray(at + 1, at + 1 + width)]);
  return rows;
}

function drawn(width: number, height: number, isWhite: (x: number, y: number) => boolean) {
  const png = createMaskPng({ width, height });
  const expected: number[][] = [];
  for (let y = 0; y < height; y++) {
    const row = Array.from({ length: width }, (_, x) => (isWhite(x, y) ? 255 : 0));
    expected.push(row);
    for (let x = 0; x < width; x++) {
      if (row[x] === 0) continue;
      const from = x;
      while (row[x] === 255) x++;
      png.add(y, from, x);
    }
  }
  return { found: rowsOf(png.finish(), width), expected };
}

test.each([
  ["one white pixel", 1, 1, () => true],
  ["all black", 300, 200, () => false],
  ["all white", 1021, 77, () => true],
  ["a disc", 311, 257, (x: number, y: number) => Math.hypot(x - 150, y - 120) < 90],
  ["stretches of every length", 900, 300, (x: number, y: number) => x % (y + 2) > y / 2],
  ["single pixels", 64, 33, (x: number, y: number) => (x * 7 + y * 13) % 5 === 0],
  ["a border", 70_000, 3, (x: number) => x === 0 || x === 69_999],
] as const)("%s comes back as it was, whatever reads it", (_name, width, height, isWhite) => {
  // `inflateSync` checks Adler's sum too.
  const { found, expected } = drawn(width, height, isWhite);
  expect(found).toEqual(expected);
});

test("a mask of fewer pixels is enlarged to the nearest, several stretches of a row and rows without one among them", () => {
  const png = createEnlargedMaskPng({ width: 4, height: 3 }, { width: 10, height: 5 });
  png.add(0, 0, 1);
  png.add(0, 2, 4);
  png.add(2, 1, 2);
  const first = [255, 255, 255, 0, 0, 255, 255, 255, 255, 255];
  const none = new Array<number>(10).fill(0);
  const last = [0, 0, 0, 255, 255, 0, 0, 0, 0, 0];
  expect(rowsOf(png.finish(), 10)).toEqual([first, first, none, last, last]);
});

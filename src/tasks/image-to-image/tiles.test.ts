import { expect, test } from "vitest";
import { samplePicture } from "../common/vision/sample.ts";
import { joined, tilingOf } from "./tiles.ts";

test("a picture that is small enough is one tile, whatever its shape", () => {
  expect(tilingOf({ width: 4000, height: 8 }, 100_000, 8)).toEqual({
    across: [{ start: 0, count: 4000 }],
    down: [{ start: 0, count: 8 }],
  });
});

test.each([
  [640, 480],
  [1000, 72],
  [72, 1000],
  [331, 331],
])("tiles of %i × %i cover it, overlap, begin at whole windows and are no larger than asked", (width, height) => {
  const { across, down } = tilingOf({ width, height }, 128 * 128, 8);
  expect(across.length * down.length).toBeGreaterThan(1);
  for (const [spans, length] of [
    [across, width],
    [down, height],
  ] as const) {
    let end = 0;
    spans.forEach(({ start, count }, index) => {
      expect(start % 8).toBe(0);
      if (index > 0) expect(end - start).toBeGreaterThanOrEqual(32);
      end = start + count;
    });
    expect(end).toBe(length);
  }
  const pixels = across.flatMap((x) => down.map((y) => x.count * y.count));
  expect(Math.max(...pixels)).toBeLessThanOrEqual(136 * 136);
});

test("what a tile has wrong near its cut edges is not seen, and what tiles agree on stays as it is", () => {
  const picture = samplePicture(192, 176);
  const { width, height } = picture;
  const { across, down } = tilingOf(picture, 80 * 80, 8);
  const scale = 2;
  const colourAt = (x: number, y: number) => picture.data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4);
  const rows = down.map((y) => {
    const row = across.map((x) => {
      const size = { width: x.count * scale, height: y.count * scale };
      const data = new Uint8ClampedArray(size.width * size.height * 4);
      for (let at = 0; at < size.width * size.height; at++) {
        const [column, row] = [Math.floor((at % size.width) / scale), Math.floor(at / size.width / scale)];
        const isCut =
          (x.start > 0 && column < 8) ||
          (y.start > 0 && row < 8) ||
          (x.start + x.count < width && column >= x.count - 8) ||
          (y.start + y.count < height && row >= y.count - 8);
        data.set(isCut ? [255, 0, 255, 255] : colourAt(x.start + column, y.start + row), at * 4);
      }
      return { data, ...size };
    });
    return joined(row, across, "across");
  });
  const target = joined(rows, down, "down");
  expect([across.length, down.length, target.width, target.height]).toEqual([4, 3, width * scale, height * scale]);
  let worst = 0;
  for (let at = 0; at < target.data.length; at++) {
    const pixel = Math.floor(at / 4);
    const [x, y] = [Math.floor((pixel % target.width) / scale), Math.floor(Math.floor(pixel / target.width) / scale)];
    worst = Math.max(worst, Math.abs((target.data[at] ?? 0) - (colourAt(x, y)[at % 4] ?? 0)));
  }
  expect(worst).toBe(0);
});

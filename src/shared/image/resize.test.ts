import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { resampleByNumber } from "./filters.ts";
import golden from "./resize.golden.json";
import { type Bitmap, type Library, resize } from "./resize.ts";
import large from "./resize-large.golden.json";

const opaque = (data: readonly number[], width: number, height: number): Bitmap => ({
  data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => data[(i >> 2) * 3 + (i % 4)] ?? 255),
  width,
  height,
  channels: 4,
});

describe("resize", () => {
  it.each(golden.map((item) => ({ ...item, name: `${item.filter} ${item.source.width}×${item.source.height}` })))(
    "equals Pillow bit for bit: $name",
    ({ filter, source, target }) => {
      const resample = resampleByNumber.find((name) => name === filter) ?? "nearest";
      const colours: Bitmap = { ...source, data: Uint8ClampedArray.from(source.data), channels: 3 };
      expect([...resize(colours, target, resample, "pillow").data]).toEqual(target.data);
      const transparent = opaque(source.data, source.width, source.height);
      expect([...resize(transparent, target, resample, "pillow").data]).toEqual(target.data);
    },
  );

  // Pictures of several batches of rows; their pixels are those of `hashed` in scripts/golden/make.py.
  it.each(
    large.map((item) => ({
      ...item,
      name: `${item.library} ${item.filter} ${item.source.width}×${item.source.height} to ${item.target.width}×${item.target.height}`,
    })),
  )("equals Python on pictures that take several batches: $name", ({ filter, library, source, target, sha256 }) => {
    const resample = resampleByNumber.find((name) => name === filter) ?? "nearest";
    const whose: Library = library === "pillow" ? "pillow" : "torchvision";
    const values = Uint8ClampedArray.from(
      { length: source.width * source.height * 3 },
      (_, i) => Math.imul(i, 2_654_435_761) >>> 24,
    );
    const withAlpha = new Uint8ClampedArray(source.width * source.height * 4).map(
      (_, i) => values[(i >> 2) * 3 + (i % 4)] ?? 0,
    );
    for (const bitmap of [
      { ...source, data: values, channels: 3 } as const,
      { ...source, data: withAlpha, channels: 4 } as const,
    ]) {
      const { data } = resize(bitmap, target, resample, whose);
      expect(createHash("sha256").update(data).digest("hex")).toBe(sha256);
    }
  });

  it("makes no more than the window that is asked for, of the same pixels", () => {
    const source = opaque(
      Array.from({ length: 40 * 30 * 3 }, (_, i) => (i * 37) % 256),
      40,
      30,
    );
    for (const library of ["pillow", "torchvision"] as const) {
      for (const resample of ["nearest", "bilinear", "bicubic"] as const) {
        for (const target of [
          { width: 17, height: 11 },
          { width: 90, height: 11 },
          { width: 40, height: 70 },
        ]) {
          const whole = resize(source, target, resample, library);
          const window = { left: 3, top: 2, width: 9, height: 7 };
          const part = resize(source, target, resample, library, window);
          const expected = Array.from({ length: 7 }, (_, y) => {
            const from = ((2 + y) * target.width + 3) * 3;
            return [...whole.data.subarray(from, from + 27)];
          }).flat();
          expect([...part.data]).toEqual(expected);
        }
      }
    }
  });

  it("takes the middle of a line of 4000 pixels without making 896,000", () => {
    const line: Bitmap = { data: new Uint8ClampedArray(4000 * 4).fill(9), width: 1, height: 4000, channels: 4 };
    const window = { left: 0, top: 447_888, width: 224, height: 224 };
    const part = resize(line, { width: 224, height: 896_000 }, "bicubic", "pillow", window);
    expect([part.width, part.height, part.data.every((value) => value === 9)]).toEqual([224, 224, true]);
  });
});

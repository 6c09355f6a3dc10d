import { expect, test } from "vitest";
import { decodeImage, fittedSize, maxPixels } from "./decode.ts";

test("a picture up to the cap keeps its size, and a larger one its proportion", () => {
  expect(fittedSize(6000, 4000)).toEqual({ width: 6000, height: 4000 });
  const { width, height } = fittedSize(12_000, 8000);
  expect(width * height).toBeLessThanOrEqual(maxPixels);
  expect(width / height).toBeCloseTo(1.5, 3);
  expect(fittedSize(100_000_000, 1).height).toBe(1);
});

test("a picture beyond what browsers decode is refused for its size, not as damaged", async () => {
  const png = new DataView(new ArrayBuffer(33));
  for (const [place, byte] of [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].entries()) png.setUint8(place, byte);
  png.setUint32(8, 13);
  png.setUint32(12, 0x49484452);
  png.setUint32(16, 30_000);
  png.setUint32(20, 30_000);
  await expect(decodeImage(new Blob([png.buffer]))).rejects.toMatchObject({
    code: "image-too-large",
    values: { width: 30_000, height: 30_000 },
  });
});

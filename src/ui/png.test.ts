import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { encodePng, toDataUrl } from "./png.ts";

const pixels = {
  width: 2,
  height: 2,
  data: Uint8ClampedArray.of(255, 0, 0, 255, 10, 20, 30, 0, 0, 255, 0, 128, 1, 2, 3, 255),
};

test("colours under full transparency are kept, which a canvas would turn black", async () => {
  const bytes = Buffer.from(await (await encodePng(pixels)).arrayBuffer());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[24], bytes[25]]).toEqual([2, 2, 8, 6]);
  const length = bytes.readUInt32BE(33);
  const rows = inflateSync(bytes.subarray(41, 41 + length));
  expect([...rows.subarray(0, 9)]).toEqual([2, 255, 0, 0, 255, 10, 20, 30, 0]);
  const second = rows.subarray(10, 18).map((value, index) => value + (pixels.data[index] ?? 0));
  expect([...second]).toEqual([0, 255, 0, 128, 1, 2, 3, 255]);
});

test("a data URL is base64 of any length", async () => {
  const blob = new Blob([new Uint8Array(100_001).fill(7)], { type: "image/png" });
  const url = await toDataUrl(blob);
  expect(url.startsWith("data:image/png;base64,")).toBe(true);
  expect(Buffer.from(url.split(",")[1] ?? "", "base64").equals(Buffer.alloc(100_001, 7))).toBe(true);
});

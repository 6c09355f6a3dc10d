import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { encodeGreyPng, encodePng } from "./png.ts";

const pixels = {
  width: 2,
  height: 2,
  data: Uint8ClampedArray.of(255, 0, 0, 255, 10, 20, 30, 0, 0, 255, 0, 128, 1, 2, 3, 255),
};

/** The filtered rows, of however many pieces. */
function rowsIn(png: Buffer): Buffer {
  const packed: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) !== "IDAT") continue;
    packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return inflateSync(Buffer.concat(packed));
}

test("colours under full transparency are kept, which a canvas would turn black", async () => {
  const bytes = Buffer.from(await (await encodePng(pixels)).arrayBuffer());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[24], bytes[25]]).toEqual([2, 2, 8, 6]);
  const rows = rowsIn(bytes);
  expect([...rows.subarray(0, 9)]).toEqual([2, 255, 0, 0, 255, 10, 20, 30, 0]);
  const second = rows.subarray(10, 18).map((value, index) => value + (pixels.data[index] ?? 0));
  expect([...second]).toEqual([0, 255, 0, 128, 1, 2, 3, 255]);
});

test("a grey picture has a byte a pixel", async () => {
  const grey = { data: Uint8ClampedArray.of(1, 2, 3, 10, 20, 30), width: 3, height: 2 };
  const bytes = Buffer.from(await (await encodeGreyPng(grey)).arrayBuffer());
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[24], bytes[25]]).toEqual([3, 2, 8, 0]);
  expect([...rowsIn(bytes)]).toEqual([2, 1, 2, 3, 2, 9, 18, 27]);
});

test("a picture of many strips comes out whole, and the page has its turn between them", async () => {
  const [width, height] = [500, 300];
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => (at * 2_654_435_761) >>> 24);
  let turns = 0;
  const counting = setInterval(() => turns++, 0);
  const bytes = Buffer.from(await (await encodePng({ data, width, height })).arrayBuffer());
  clearInterval(counting);
  const rows = rowsIn(bytes);
  const stride = width * 4;
  const back = new Uint8ClampedArray(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < stride; x++) {
      const above = y === 0 ? 0 : (back[(y - 1) * stride + x] ?? 0);
      back[y * stride + x] = ((rows[y * (stride + 1) + 1 + x] ?? 0) + above) & 0xff;
    }
  }
  expect(Buffer.from(back).equals(Buffer.from(data))).toBe(true);
  expect(turns).toBeGreaterThan(0);
});

import { inflateSync } from "node:zlib";

interface GreyPng {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Reads a grey PNG of 8 bits a pixel, whoever wrote it. @throws RangeError where it is of another kind */
export function decodeGrey(png: Buffer): GreyPng {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, color, , , interlace] = png.subarray(24, 29);
  if (depth !== 8 || color !== 0 || interlace !== 0) throw new RangeError("The mask is no grey PNG of 8 bits.");
  const packed: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) !== "IDAT") continue;
    packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const rows = inflateSync(Buffer.concat(packed));
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = y * (width + 1);
    const at = y * width;
    for (let x = 0; x < width; x++) {
      const left = x > 0 ? (data[at + x - 1] ?? 0) : 0;
      const above = y > 0 ? (data[at + x - width] ?? 0) : 0;
      const corner = x > 0 && y > 0 ? (data[at + x - width - 1] ?? 0) : 0;
      data[at + x] = (rows[from + 1 + x] ?? 0) + predicted(rows[from] ?? 0, left, above, corner);
    }
  }
  return { width, height, data };
}

/** What each of PNG's filters took away. */
function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const [a, b, c] = [left, above, corner].map((near) => Math.abs(left + above - corner - near));
  if ((a ?? 0) <= (b ?? 0) && (a ?? 0) <= (c ?? 0)) return left;
  return (b ?? 0) <= (c ?? 0) ? above : corner;
}

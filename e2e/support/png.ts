import { deflateSync, inflateSync } from "node:zlib";
import { pngBody, pngEnd, pngHead } from "../../src/shared/image/png.ts";

interface Png {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

/** By the color type of the header. */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 6: 4 };

/** Reads a grey PNG of 8 bits a pixel, whoever wrote it. @throws RangeError where it is of another kind */
export function decodeGrey(png: Buffer): Png {
  const decoded = decodePng(png);
  if (decoded.channels !== 1) throw new RangeError("The mask is no grey PNG.");
  return decoded;
}

/** Reads a PNG of 8 bits a channel, without a palette. @throws RangeError where it is of another kind */
export function decodePng(png: Buffer): Png {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, color, , , interlace] = png.subarray(24, 29);
  const channels = channelsOf[color ?? -1];
  if (depth !== 8 || channels === undefined || interlace !== 0) throw new RangeError("This is no plain PNG of 8 bits.");
  const packed: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) !== "IDAT") continue;
    packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const rows = inflateSync(Buffer.concat(packed));
  const stride = width * channels;
  const data = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const from = y * (stride + 1);
    const at = y * stride;
    for (let x = 0; x < stride; x++) {
      const isFirst = x < channels;
      const left = isFirst ? 0 : (data[at + x - channels] ?? 0);
      const above = y > 0 ? (data[at + x - stride] ?? 0) : 0;
      const corner = isFirst || y === 0 ? 0 : (data[at + x - stride - channels] ?? 0);
      data[at + x] = (rows[from + 1 + x] ?? 0) + predicted(rows[from] ?? 0, left, above, corner);
    }
  }
  return { width, height, channels, data };
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

/** An RGBA PNG of these bytes, without filters. */
export function encodePng({ width, height, data }: Omit<Png, "channels">): Buffer {
  const stride = width * 4;
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  const body = pngBody(Uint8Array.from(deflateSync(rows)));
  return Buffer.concat([pngHead({ width, height, color: "rgba" }), body, pngEnd()]);
}

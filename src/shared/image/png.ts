import { joinedBytes } from "../bytes.ts";

/** What a PNG file is made of, whoever packs its rows. */

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(body, 8);
  view.setUint32(8 + body.length, crcOf(bytes.subarray(4, 8 + body.length)));
  return bytes;
}

const colorTypes = { grey: 0, rgba: 6 } as const;

interface Kind {
  readonly width: number;
  readonly height: number;
  readonly color: keyof typeof colorTypes;
}

/** What stands before the packed rows: 8 bits a channel. */
export function pngHead({ width, height, color }: Kind): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, colorTypes[color], 0, 0, 0], 8);
  return joinedBytes([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), chunk("IHDR", header)]);
}

/** A piece of the filtered rows in zlib's format; there may be many, one after the other. */
export function pngBody(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  return chunk("IDAT", packed);
}

export function pngEnd(): Uint8Array<ArrayBuffer> {
  return chunk("IEND", new Uint8Array(0));
}

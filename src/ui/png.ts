import { toBase64 } from "../shared/base64.ts";
import type { Pixels } from "../shared/media.ts";

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

/** Each row with filter 2, "up": what is left of the row after taking away the one above, which deflate packs well. */
function filtered({ data, width, height }: Pixels): Uint8Array<ArrayBuffer> {
  const stride = width * 4;
  const out = new Uint8Array((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    const to = y * (stride + 1);
    const from = y * stride;
    out[to] = 2;
    for (let x = 0; x < stride; x++) {
      const above = y === 0 ? 0 : (data[from - stride + x] ?? 0);
      out[to + 1 + x] = (data[from + x] ?? 0) - above;
    }
  }
  return out;
}

/**
 * An RGBA PNG with exactly these bytes. A canvas would do it too, but it keeps colours multiplied by alpha: under
 * transparency it rounds them or turns them black, and Python keeps them.
 */
export async function encodePng(pixels: Pixels): Promise<Blob> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, pixels.width);
  view.setUint32(4, pixels.height);
  header.set([8, 6, 0, 0, 0], 8);
  const packed = new Blob([filtered(pixels)]).stream().pipeThrough(new CompressionStream("deflate"));
  const body = new Uint8Array(await new Response(packed).arrayBuffer());
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return new Blob([signature, chunk("IHDR", header), chunk("IDAT", body), chunk("IEND", new Uint8Array(0))], {
    type: "image/png",
  });
}

/** `data:image/png;base64,...`, as the Hub's inference API writes pictures. */
export async function toDataUrl(blob: Blob): Promise<string> {
  return `data:${blob.type};base64,${toBase64(new Uint8Array(await blob.arrayBuffer()))}`;
}

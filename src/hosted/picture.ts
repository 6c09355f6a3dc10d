import { toBase64 } from "../shared/base64.ts";
import type { Pixels } from "../shared/media.ts";
import type { SentFile } from "./bodies/sent.ts";

/** Longer sides are made this long: what Anthropic's and OpenAI's models see at most, and little enough for every limit. */
const mostPixels = 1568;

/** How large a picture is sent. */
function sentSizeOf({ width, height }: Pick<Pixels, "width" | "height">) {
  const scale = Math.min(1, mostPixels / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A picture as every provider takes it: PNG where something shines through, JPEG elsewhere, no larger than it is looked at. */
export async function encodePicture({ data, width, height }: Pixels): Promise<SentFile> {
  const size = sentSizeOf({ width, height });
  const whole = new OffscreenCanvas(width, height);
  whole.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser draws nothing.");
  context.imageSmoothingQuality = "high";
  context.drawImage(whole, 0, 0, size.width, size.height);
  const file = await canvas.convertToBlob(
    isOpaque(data) ? { type: "image/jpeg", quality: 0.92 } : { type: "image/png" },
  );
  return { mime: file.type, base64: toBase64(new Uint8Array(await file.arrayBuffer())) };
}

function isOpaque(data: Uint8ClampedArray): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}

import { encodeWav } from "../shared/audio/wav.ts";
import { toBase64 } from "../shared/base64.ts";
import type { MediaPart, Pixels } from "../shared/media.ts";
import type { SentFile } from "./bodies/sent.ts";

/** Longer sides are made this long: what Anthropic's and OpenAI's models see at most, and little enough for every limit. */
const mostPixels = 1568;

/** How large a picture is sent. */
function sentSizeOf({ width, height }: Pick<Pixels, "width" | "height">) {
  const scale = Math.min(1, mostPixels / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A picture or a sound as every provider that has an ear or an eye takes it; sounds as WAV, the one form that all take. */
export async function encodeMedia(part: MediaPart): Promise<SentFile> {
  return part.type === "image" ? encodePicture(part.image) : toFile(encodeWav(part.audio));
}

async function toFile(blob: Blob): Promise<SentFile> {
  return { mime: blob.type, base64: toBase64(new Uint8Array(await blob.arrayBuffer())) };
}

/** PNG where something shines through, JPEG elsewhere, no larger than it is looked at. */
async function encodePicture({ data, width, height }: Pixels): Promise<SentFile> {
  const size = sentSizeOf({ width, height });
  const whole = new OffscreenCanvas(width, height);
  whole.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser draws nothing.");
  context.imageSmoothingQuality = "high";
  context.drawImage(whole, 0, 0, size.width, size.height);
  return toFile(
    await canvas.convertToBlob(isOpaque(data) ? { type: "image/jpeg", quality: 0.92 } : { type: "image/png" }),
  );
}

function isOpaque(data: Uint8ClampedArray): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}

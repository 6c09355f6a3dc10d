import type { Pixels } from "../../shared/media.ts";
import type { ImageDraft, SoundDraft } from "./draft.ts";
import { InputError } from "./notice.ts";
import { readRgba } from "./rgba.ts";
import { findSamplingRate } from "./sampling-rate.ts";

/** Twice what most cameras take; beyond it a picture costs more memory than a model makes use of. */
export const maxPixels = 24_000_000;

/** The size that fits `maxPixels` in the same proportion. */
export function fittedSize(width: number, height: number): { readonly width: number; readonly height: number } {
  const scale = Math.sqrt(Math.min(1, maxPixels / (width * height)));
  return scale === 1
    ? { width, height }
    : { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/**
 * Reads a picture as Python's PIL would after `exif_transpose`: turned upright, and with the values that are in the
 * file. PIL manages no colours, models were trained on what it read, and so a colour profile is ignored here too.
 */
const asStored = {
  imageOrientation: "from-image",
  premultiplyAlpha: "none",
  colorSpaceConversion: "none",
} as const;

/**
 * A picture at full size, or scaled down to `maxPixels`, which `original` then tells.
 * @throws InputError `image-unreadable`
 */
export async function decodeImage(file: Blob, name = ""): Promise<ImageDraft> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, asStored);
  } catch (cause) {
    throw new InputError("image-unreadable", { cause });
  }
  const { width, height } = bitmap;
  const size = fittedSize(width, height);
  if (size.width === width) return { pixels: take(bitmap), name, file };
  const smaller = await createImageBitmap(bitmap, {
    resizeWidth: size.width,
    resizeHeight: size.height,
    // "high" holds the page up four times as long (2.2 s for 32 MP) and is made for far smaller results.
    resizeQuality: "medium",
    premultiplyAlpha: "none",
  });
  bitmap.close();
  return { pixels: take(smaller), name, file, original: { width, height } };
}

function take(bitmap: ImageBitmap): Pixels {
  const pixels = readRgba(bitmap);
  bitmap.close();
  return pixels;
}

/**
 * Mono as FFmpeg mixes it, through which Python's pipelines read files: both of two channels by the root of a half, so
 * that loudness stays; their mean where there are more.
 */
export function toMono(channels: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const share = channels.length === 2 ? Math.SQRT1_2 : 1 / Math.max(1, channels.length);
  const mono = new Float32Array(channels[0]?.length ?? 0);
  for (const channel of channels) {
    for (let index = 0; index < mono.length; index++) mono[index] = (mono[index] ?? 0) + (channel[index] ?? 0) * share;
  }
  return mono;
}

/** At three times the rate, a sound takes three times the memory: beyond some ten minutes the browser resamples. */
const maxBytesAtOwnRate = 20_000_000;

/**
 * A sound as it is in the file, at the file's own rate: tasks resample as Python does (`shared/audio/resample.ts`).
 * Where the file does not tell its rate, or is large, the browser resamples to `samplingRate` Hz while it decodes.
 * @throws InputError `sound-empty` or `sound-unreadable`
 */
export async function decodeSound(file: Blob, samplingRate: number, name = ""): Promise<SoundDraft> {
  if (file.size === 0) throw new InputError("sound-empty");
  const bytes = await file.arrayBuffer();
  const ownRate = file.size <= maxBytesAtOwnRate ? findSamplingRate(bytes) : undefined;
  const rate = ownRate ?? samplingRate;
  let buffer: AudioBuffer;
  try {
    buffer = await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes);
  } catch (cause) {
    throw new InputError("sound-unreadable", { cause });
  }
  if (buffer.length === 0) throw new InputError("sound-empty");
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, channel) => buffer.getChannelData(channel));
  return { sound: { samples: toMono(channels), samplingRate: rate }, name, file };
}

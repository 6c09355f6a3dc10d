import type { Sound } from "../../../shared/media.ts";
import { InputError } from "../notice.ts";
import { toMono } from "./mono.ts";
import { findSamplingRate } from "./sampling-rate.ts";
import { findPcm, findUnreadEncoding, findWave, isSixteenBit } from "./wave.ts";

/** A sound being edited, and the file that it came from. */
export interface SoundDraft {
  readonly sound: Sound;
  readonly name: string;
  readonly file: Blob;
}

/**
 * Chromium divides 16-bit samples above zero by 32,767, as it does with those of WAV files (`wave.ts`): here they become
 * what FFmpeg makes of them. Samples that a browser divided by 32,768 stay.
 */
export function evened(samples: Float32Array): Float32Array {
  const isUneven = samples.some((sample) => sample > 0 && !Number.isInteger(sample * 2 ** 15));
  return isUneven ? samples.map((sample) => (sample > 0 ? (sample * (2 ** 15 - 1)) / 2 ** 15 : sample)) : samples;
}

/** At three times the rate, a sound takes three times the memory: beyond some ten minutes it is read in pieces, or the browser resamples. */
const maxBytesAtOwnRate = 20_000_000;

/**
 * A sound as it is in the file, at the file's own rate: tasks resample as Python does (`shared/audio/resample.ts`).
 * Where the file does not tell its rate, or is large, the browser resamples to `samplingRate` Hz while it decodes.
 * @throws InputError `sound-empty`, `sound-encoding` or `sound-unreadable`
 */
export async function decodeSound(file: Blob, samplingRate: number, name = ""): Promise<SoundDraft> {
  if (file.size === 0) throw new InputError("sound-empty");
  if (file.size > maxBytesAtOwnRate) {
    const { findLongSound } = await import("./long.ts");
    const sound = await findLongSound(file, samplingRate);
    if (sound) return { sound, name, file };
  }
  const bytes = await file.arrayBuffer();
  const pcm = file.size <= maxBytesAtOwnRate ? findPcmSound(bytes) : undefined;
  if (pcm) return { sound: pcm, name, file };
  const ownRate = file.size <= maxBytesAtOwnRate ? findSamplingRate(bytes) : undefined;
  const rate = ownRate ?? samplingRate;
  // Before the bytes are handed over.
  const encoding = findUnreadEncoding(bytes);
  const isEven = ownRate === undefined || !isSixteenBit(bytes);
  let buffer: AudioBuffer;
  try {
    buffer = await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes);
  } catch (cause) {
    throw encoding === undefined
      ? new InputError("sound-unreadable", { cause })
      : new InputError("sound-encoding", { cause, values: { encoding } });
  }
  if (buffer.length === 0) throw new InputError("sound-empty");
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, channel) => {
    const samples = buffer.getChannelData(channel);
    return isEven ? samples : evened(samples);
  });
  return { sound: { samples: toMono(channels), samplingRate: rate }, name, file };
}

/** @throws InputError `sound-empty` for a file that holds no sample */
function findPcmSound(bytes: ArrayBuffer): Sound | undefined {
  const wave = findWave(bytes);
  const channels = wave && findPcm(bytes, wave);
  if (!channels) return undefined;
  const samples = toMono(channels);
  if (samples.length === 0) throw new InputError("sound-empty");
  return { samples, samplingRate: wave.samplingRate };
}

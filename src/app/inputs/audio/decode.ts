import type { Sound } from "../../../shared/media.ts";
import { InputError } from "../notice.ts";
import { findSamplingRate } from "./sampling-rate.ts";
import { findPcm, findUnreadEncoding, findWave } from "./wave.ts";

/** A sound being edited, and the file that it came from. */
export interface SoundDraft {
  readonly sound: Sound;
  readonly name: string;
  readonly file: Blob;
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
 * @throws InputError `sound-empty`, `sound-encoding` or `sound-unreadable`
 */
export async function decodeSound(file: Blob, samplingRate: number, name = ""): Promise<SoundDraft> {
  if (file.size === 0) throw new InputError("sound-empty");
  const bytes = await file.arrayBuffer();
  const pcm = file.size <= maxBytesAtOwnRate ? findPcmSound(bytes) : undefined;
  if (pcm) return { sound: pcm, name, file };
  const ownRate = file.size <= maxBytesAtOwnRate ? findSamplingRate(bytes) : undefined;
  const rate = ownRate ?? samplingRate;
  // Before the bytes are handed over.
  const encoding = findUnreadEncoding(bytes);
  let buffer: AudioBuffer;
  try {
    buffer = await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes);
  } catch (cause) {
    throw encoding === undefined
      ? new InputError("sound-unreadable", { cause })
      : new InputError("sound-encoding", { cause, values: { encoding } });
  }
  if (buffer.length === 0) throw new InputError("sound-empty");
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, channel) => buffer.getChannelData(channel));
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

import { toMono } from "../../../shared/audio/mono.ts";
import { findPcm, findUnreadEncoding, findWave, isSixteenBit } from "../../../shared/audio/wave.ts";
import type { Sound } from "../../../shared/media.ts";
import type { SoundField } from "../../../tasks/fields/audio.ts";
import { clockText } from "../../../ui/clock.ts";
import { InputError } from "../notice.ts";
import { findSamplingRate } from "./sampling-rate.ts";

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

/**
 * Beyond some minutes a sound is read in pieces: decoded as a whole, at three times a model's rate and of each channel, it
 * takes more memory than there is. Speech that was encoded as small as can be is six minutes a megabyte.
 */
const maxWholeBytes = { plain: 20_000_000, encoded: 1_000_000 };

/**
 * A sound as it is in the file, at the file's own rate: tasks resample as Python does (`shared/audio/resample.ts`).
 * Where the file does not tell its rate, or is large, the browser resamples to `samplingRate` Hz while it decodes. Of a
 * large file that lasts longer than the field takes, nothing is decoded.
 * @throws InputError `sound-empty`, `sound-long`, `sound-encoding` or `sound-unreadable`
 */
export async function decodeSound(
  file: Blob,
  { samplingRate, maxSeconds }: Pick<SoundField, "samplingRate" | "maxSeconds">,
  name = "",
  signal?: AbortSignal,
): Promise<SoundDraft> {
  if (file.size === 0) throw new InputError("sound-empty");
  if (file.size > maxWholeBytes.plain || (file.size > maxWholeBytes.encoded && !(await isWave(file)))) {
    const { findLongSound } = await import("../../../workers/media-files.ts");
    const sound = await findLongSound(file, { samplingRate, maxSeconds }, signal);
    signal?.throwIfAborted();
    if (sound && "tooLong" in sound) throw longer(sound.tooLong, maxSeconds);
    if (sound) return { sound, name, file };
  }
  const bytes = await file.arrayBuffer();
  const pcm = file.size <= maxWholeBytes.plain ? findPcmSound(bytes) : undefined;
  if (pcm) return { sound: pcm, name, file };
  const ownRate = file.size <= maxWholeBytes.plain ? findSamplingRate(bytes) : undefined;
  const rate = ownRate ?? samplingRate;
  // Before the bytes are handed over.
  const unread = findUnreadEncoding(bytes);
  const isEven = ownRate === undefined || !isSixteenBit(bytes);
  let buffer: AudioBuffer;
  try {
    buffer = await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes);
  } catch (cause) {
    throw await errorOf(file, unread, cause);
  }
  if (buffer.length === 0) throw new InputError("sound-empty");
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, channel) => {
    const samples = buffer.getChannelData(channel);
    return isEven ? samples : evened(samples);
  });
  return { sound: { samples: toMono(channels), samplingRate: rate }, name, file };
}

function longer(seconds: number, maxSeconds: number): InputError {
  return new InputError("sound-long", { values: { found: clockText(seconds), most: clockText(maxSeconds) } });
}

/** @param unread an encoding that no browser reads */
async function errorOf(file: Blob, unread: string | undefined, cause: unknown): Promise<InputError> {
  const { findContent } = await import("../../../workers/media-files.ts");
  const content = unread === undefined ? await findContent(file) : undefined;
  const encoding = unread ?? (isReadEverywhere(content?.codec) ? undefined : content?.codec?.toUpperCase());
  if (encoding !== undefined) return new InputError("sound-encoding", { cause, values: { encoding } });
  return new InputError(content?.isWithoutSound ? "sound-empty" : "sound-unreadable", { cause });
}

/** Such a file is damaged: to say that browsers do not read it, and to ask for the very same, would help nobody. */
function isReadEverywhere(codec: string | null | undefined): boolean {
  return /^(?:pcm|mp3|ulaw|alaw)/i.test(codec ?? "");
}

/** Of a WAV file some minutes are 20 MB. */
async function isWave(file: Blob): Promise<boolean> {
  return findWave(await file.slice(0, 64).arrayBuffer(), file.size) !== undefined;
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

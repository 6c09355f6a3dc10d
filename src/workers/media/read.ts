import { toMono } from "../../shared/audio/mono.ts";
import { createPiecewiseRate } from "../../shared/audio/piecewise.ts";
import { findPcm, findWave, type Wave } from "../../shared/audio/wave.ts";
import { isLongerThan } from "../../shared/media.ts";
import { findContained } from "./container.ts";
import type { LongSound, WantedSound } from "./verbs.ts";

/** Of a file that is read at once. */
const pieceBytes = 1 << 22;
/** In which a WAV file's samples begin, or it is read in another way. */
const headBytes = 1 << 20;

/**
 * A long sound, read, decoded and brought to `samplingRate` piece after piece, so that it never lies there as a whole as
 * it was recorded: an hour of two channels at 48 kHz would be 1.4 GB.
 * @param tell how far it is, 0..1
 * @returns nothing for a file that has to be decoded as a whole
 */
export async function findLongSound(
  file: Blob,
  wanted: WantedSound,
  tell: (share: number) => void,
): Promise<LongSound | undefined> {
  const wave = findWave(await file.slice(0, headBytes).arrayBuffer(), file.size);
  const read = wave && (await readWave(file, wave, wanted, tell));
  return read ?? findContained(file, wanted, tell);
}

async function readWave(
  file: Blob,
  wave: Wave,
  { samplingRate, maxSeconds }: WantedSound,
  tell: (share: number) => void,
): Promise<LongSound | undefined> {
  const width = (wave.bits / 8) * wave.channels;
  const end = wave.data.at + wave.data.length;
  if (width < 1 || wave.samplingRate === 0 || wave.data.length < width) return undefined;
  const seconds = wave.data.length / width / wave.samplingRate;
  if (isLongerThan(seconds, maxSeconds)) return { tooLong: seconds };
  const rate = createPiecewiseRate(wave.samplingRate, samplingRate, wave.data.length / width);
  const step = Math.floor(pieceBytes / width) * width;
  for (let at = wave.data.at; at < end; at += step) {
    const bytes = await file.slice(at, Math.min(at + step, end)).arrayBuffer();
    const channels = findPcm(bytes, { ...wave, data: { at: 0, length: bytes.byteLength } });
    if (!channels) return undefined;
    rate.add(toMono(channels));
    tell(at / end);
  }
  return { samples: rate.end(), samplingRate };
}

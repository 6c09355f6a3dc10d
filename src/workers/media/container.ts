import {
  ADTS,
  AudioSampleSink,
  BlobSource,
  FLAC,
  Input,
  type InputAudioTrack,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from "mediabunny";
import { toMono } from "../../shared/audio/mono.ts";
import { createPiecewiseRate } from "../../shared/audio/piecewise.ts";
import { isLongerThan } from "../../shared/media.ts";
import { findMp3Edges } from "./mp3.ts";
import { isChained } from "./ogg.ts";
import { createTail } from "./tail.ts";
import type { FileContent, LongSound, WantedSound } from "./verbs.ts";

const formats = [MP4, QTFF, WEBM, MATROSKA, OGG, FLAC, MP3, ADTS, WAVE];
/** What an encoder added behind a sound is shorter. */
const tailSeconds = 0.5;

/**
 * A sound out of any container and codec that the browser's `AudioDecoder` reads, brought to `samplingRate` piece after
 * piece. It begins and ends where FFmpeg lets it: without what an encoder added.
 * @param tell how far it is, 0..1
 * @returns nothing where it cannot be read so
 */
export function findContained(
  file: Blob,
  { samplingRate, maxSeconds }: WantedSound,
  tell: (share: number) => void,
): Promise<LongSound | undefined> {
  return withInput(file, async (input) => {
    const track = await input.getPrimaryAudioTrack();
    if (!track || !("AudioDecoder" in globalThis && (await track.canDecode()))) return undefined;
    if ((await input.getFormat()) === OGG && (await isChained(file))) return undefined;
    const edges = await edgesOf(file, track);
    if (isLongerThan(edges.length, maxSeconds)) return { tooLong: edges.length };
    let take: ReturnType<typeof takeAt> | undefined;
    for await (const sample of new AudioSampleSink(track).samples()) {
      const { sampleRate, numberOfFrames: length, numberOfChannels } = sample;
      const channels = Array.from({ length: numberOfChannels }, (_, planeIndex) => {
        const plane = new Float32Array(length);
        sample.copyTo(plane, { planeIndex, format: "f32-planar" });
        return plane;
      });
      sample.close();
      // The decoder's rate: of some AAC it is twice what the file says.
      take ??= takeAt(sampleRate, samplingRate, edges);
      if (take.ownRate !== sampleRate) return undefined;
      tell(take.add(toMono(channels)));
    }
    return take && { samples: take.end(), samplingRate };
  });
}

/** In seconds of the decoder's output. */
interface Edges {
  readonly before: number;
  /** Of the sound itself, as far as the file tells. */
  readonly length: number;
  /** Where the file tells this instead. */
  readonly behind?: number;
}

async function edgesOf(file: Blob, track: InputAudioTrack): Promise<Edges> {
  const [first, end] = await Promise.all([track.getFirstTimestamp(), track.computeDuration()]);
  const format = await track.input.getFormat();
  if (format === MP3) return { length: end, ...(await findMp3Edges(file)) };
  const codec = await track.getCodec();
  // Decoders of Opus leave out by themselves what stands before the sound.
  return { before: codec === "opus" ? 0 : Math.max(0, -first), length: end - Math.max(0, first) };
}

function takeAt(ownRate: number, samplingRate: number, { before, length, behind }: Edges) {
  const inSamples = (seconds: number) => Math.round(seconds * ownRate);
  const rate = createPiecewiseRate(ownRate, samplingRate, inSamples(length));
  const tail = createTail(inSamples(tailSeconds), rate.add);
  let left = inSamples(before);
  let taken = 0;
  return {
    ownRate,
    /** @returns how far it is */
    add(samples: Float32Array): number {
      const own = samples.subarray(left);
      left -= samples.length - own.length;
      taken += own.length;
      tail.add(own);
      return Math.min(1, taken / inSamples(length));
    },
    end(): Float32Array<ArrayBuffer> {
      tail.end(behind === undefined ? taken - inSamples(length) : inSamples(behind));
      return rate.end();
    },
  };
}

/** What a file holds that no decoder of the browser could read. */
export async function contentOf(file: Blob): Promise<FileContent> {
  const content = await withInput(file, async (input) => {
    const track = await input.getPrimaryAudioTrack();
    const codec = track && ((await track.getCodec()) ?? (await track.getInternalCodecId()));
    const isWithoutSound = !track && (await input.getPrimaryVideoTrack()) !== null;
    return { codec: typeof codec === "string" ? codec : null, isWithoutSound };
  });
  return content ?? { codec: null, isWithoutSound: false };
}

/** Nothing for a file of another format, and for one that is broken. */
export async function withInput<Found>(
  file: Blob,
  work: (input: Input) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const input = new Input({ source: new BlobSource(file), formats });
  try {
    return (await input.canRead()) ? await work(input) : undefined;
  } catch {
    return undefined;
  } finally {
    input.dispose();
  }
}

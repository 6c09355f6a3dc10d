import { createPiecewiseRate, type PiecewiseRate } from "../../../shared/audio/piecewise.ts";
import { joinedBytes, joinedFloats } from "../../../shared/bytes.ts";
import type { Sound } from "../../../shared/media.ts";
import { toMono } from "./mono.ts";
import { findEdges, findMp3Frame, type Mp3Edges, type Mp3Frame, tagLengthOf } from "./mp3.ts";
import { findPcm, findWave, type Wave } from "./wave.ts";

/** Of a file that is read at once. */
const pieceBytes = 1 << 22;
/** In which a file's first frame or samples begin, or it is read in another way. */
const headBytes = 1 << 20;
/** How many frames a decoder is given before it is waited for. */
const mostWaiting = 64;

/**
 * A long sound, read, decoded and brought to `samplingRate` piece after piece, so that it never lies there as a whole as
 * it was recorded: an hour of two channels at 48 kHz would be 1.4 GB. WAV of plain samples, and MP3 where the browser has
 * WebCodecs.
 * @returns nothing for all other files, which the browser decodes as a whole
 */
export async function findLongSound(file: Blob, samplingRate: number): Promise<Sound | undefined> {
  const head = await file.slice(0, headBytes).arrayBuffer();
  const wave = findWave(head, file.size);
  if (wave) return readWave(file, wave, samplingRate);
  const start = tagLengthOf(new Uint8Array(head));
  const bytes = new Uint8Array(await file.slice(start, start + headBytes).arrayBuffer());
  const first = findMp3Frame(bytes, 0);
  const isMp3 = first && findMp3Frame(bytes, first.length) && "AudioDecoder" in globalThis;
  return isMp3 ? readMp3(file.slice(start), bytes, first, samplingRate) : undefined;
}

async function readWave(file: Blob, wave: Wave, samplingRate: number): Promise<Sound | undefined> {
  const width = (wave.bits / 8) * wave.channels;
  const end = wave.data.at + wave.data.length;
  if (width < 1 || wave.data.length < width) return undefined;
  const rate = createPiecewiseRate(wave.samplingRate, samplingRate, wave.data.length / width);
  const step = Math.floor(pieceBytes / width) * width;
  for (let at = wave.data.at; at < end; at += step) {
    const bytes = await file.slice(at, Math.min(at + step, end)).arrayBuffer();
    const channels = findPcm(bytes, { ...wave, data: { at: 0, length: bytes.byteLength } });
    if (!channels) return undefined;
    rate.add(toMono(channels));
  }
  return { samples: rate.end(), samplingRate };
}

/** @param head the begin of the file, which its first frame opens */
async function readMp3(
  file: Blob,
  head: Uint8Array,
  first: Mp3Frame,
  samplingRate: number,
): Promise<Sound | undefined> {
  const config = { codec: "mp3", sampleRate: first.samplingRate, numberOfChannels: first.channels };
  const { supported } = await AudioDecoder.isConfigSupported(config);
  if (!supported) return undefined;
  const edges = findEdges(head, first);
  // Where all frames are as long as the first; where they are not, room is made as they come.
  const expected = Math.ceil(file.size / first.length) * first.samples;
  const rate = createPiecewiseRate(first.samplingRate, samplingRate, expected);
  const { promise: broken, resolve: onBroken } = Promise.withResolvers<unknown>();
  const decoder = new AudioDecoder({ output: takeFor(rate, edges), error: onBroken });
  decoder.configure(config);
  // What stands in the first frame is no sound, where it tells of the edges.
  for await (const data of framesOf(file, edges ? first.length : 0)) {
    // By what it could not decode.
    if (decoder.state === "closed") return undefined;
    decoder.decode(new EncodedAudioChunk({ type: "key", timestamp: 0, data }));
    if (decoder.decodeQueueSize > mostWaiting) await Promise.race([dequeued(decoder), broken]);
  }
  const isWhole = await Promise.race([decoder.flush().then(() => true), broken.then(() => false)]).catch(() => false);
  if (!isWhole) return undefined;
  decoder.close();
  return { samples: rate.end(), samplingRate };
}

/** The frames of an MP3 file, one after the other, from `skip` on. */
async function* framesOf(file: Blob, skip: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let rest = new Uint8Array();
  let place = skip;
  for (let at = 0; at < file.size; at += pieceBytes) {
    const more = new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer());
    const bytes = joinedBytes([rest, more]);
    while (place + 4 <= bytes.length) {
      const frame = findMp3Frame(bytes, place);
      if (frame && place + frame.length > bytes.length) break;
      if (frame) yield bytes.subarray(place, place + frame.length);
      // Between frames may stand what is none: a tag, or a part of a file that was cut.
      place += frame?.length ?? 1;
    }
    rest = bytes.slice(place);
    place = 0;
  }
}

/** Gives decoded samples on as mono, but for those at the edges. */
function takeFor(rate: PiecewiseRate, { before, behind }: Mp3Edges = { before: 0, behind: 0 }) {
  let left = before;
  let held = new Float32Array();
  return (data: AudioData) => {
    const channels = Array.from({ length: data.numberOfChannels }, (_, planeIndex) => {
      const plane = new Float32Array(data.numberOfFrames);
      data.copyTo(plane, { planeIndex, format: "f32-planar" });
      return plane.subarray(left);
    });
    left = Math.max(0, left - data.numberOfFrames);
    data.close();
    const all = joinedFloats([held, toMono(channels)]);
    const known = Math.max(0, all.length - behind);
    rate.add(all.subarray(0, known));
    held = all.slice(known);
  };
}

function dequeued(decoder: AudioDecoder): Promise<void> {
  return new Promise((settle) => {
    decoder.addEventListener("dequeue", () => settle(), { once: true });
  });
}

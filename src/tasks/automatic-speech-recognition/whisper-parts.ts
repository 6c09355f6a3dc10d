import { logMel, type MelFeatures } from "../../shared/audio/mel.ts";
import { floatTensor, outputOf } from "../../shared/tensor.ts";
import type { Transcribe } from "./speech-model.ts";
import { toStretches } from "./stretches.ts";
import type { Sides } from "./transcript.ts";
import type { Whisper } from "./whisper.ts";
import type { Encoded } from "./whisper-writing.ts";

export interface Heard extends MelFeatures {
  /** Those that are not padding. */
  readonly soundFrames: number;
}

export interface Part {
  readonly hear: () => Heard;
  /** Of a part that overlaps its neighbours; a sound in one piece has none. */
  readonly sides: Sides | undefined;
}

/** A sound in one piece, its features made at once; or in the parts that the reader asks for, one after the other. */
export function partsOf(
  whisper: Whisper,
  samples: Float32Array,
  { chunk_length_s: chunkSeconds }: Pick<Parameters<Transcribe>[0], "chunk_length_s">,
): readonly Part[] {
  if (chunkSeconds === null) {
    const whole = heardOf(whisper, samples);
    return [{ hear: () => whole, sides: undefined }];
  }
  const { samplingRate, windowSeconds } = whisper.features;
  return toStretches(samples.length, { samplingRate, samplesPerFrame: 1, chunkSeconds }).map(
    ({ start, end, left, right }) => ({
      // Of a longer part Python hears no more than the window.
      hear: () => heardOf(whisper, samples.subarray(start, Math.min(end, start + windowSeconds * samplingRate))),
      sides: { length: (end - start) / samplingRate, left: left / samplingRate, right: right / samplingRate },
    }),
  );
}

function heardOf({ features, windowFrames }: Whisper, samples: Float32Array): Heard {
  // Python pads short sounds with silence to 30 s before the features, longer ones not at all.
  const least = windowFrames * features.hopLength;
  if (samples.length >= least) {
    const mel = logMel(samples, features);
    return { ...mel, soundFrames: mel.frames };
  }
  const padded = new Float32Array(least);
  padded.set(samples);
  return { ...logMel(padded, features), soundFrames: Math.ceil(samples.length / features.hopLength) };
}

/** The encoder's view of one window, which the caller disposes; frames beyond the sound are zeros, as in Python. */
export async function encode({ encoder, windowFrames }: Whisper, mel: MelFeatures, from: number): Promise<Encoded> {
  const window = new Float32Array(mel.bins * windowFrames);
  const frames = Math.min(windowFrames, mel.frames - from);
  for (let bin = 0; bin < mel.bins; bin++) {
    const start = bin * mel.frames + from;
    window.set(mel.data.subarray(start, start + frames), bin * windowFrames);
  }
  const outputs = await encoder.hold({ input_features: floatTensor(window, [1, mel.bins, windowFrames]) });
  return { encoder_hidden_states: outputOf(outputs, "last_hidden_state") };
}

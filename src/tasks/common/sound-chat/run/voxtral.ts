import * as v from "valibot";
import { whisperSettingsOf } from "../../../../shared/audio/extractors/whisper.ts";
import { logMel } from "../../../../shared/audio/mel.ts";
import { toRate } from "../../../../shared/audio/resample.ts";
import type { Sound } from "../../../../shared/media.ts";
import { type FloatTensor, floatTensor } from "../../../../shared/tensor.ts";
import type { Checkpoint, SpanTokenizer } from "../../../ports.ts";
import type { Reader, Reading } from "../../picture-chat/run/family.ts";
import { placeIdOf, textConfigOf } from "../../picture-chat/run/parts.ts";
import { preprocessorOf } from "../../preprocessor/run/preprocessor.ts";

/** What is done with a sound: features for each pass of the encoder. */
interface SoundFamily extends Reader, Reading<Sound, readonly FloatTensor[]> {}

const [begin, audio] = ["[BEGIN_AUDIO]", "[AUDIO]"];

/** Sizes of the published ones where `config.json` leaves them out. */
const Encoder = v.object({
  max_source_positions: v.fallback(v.number(), 1500),
  hidden_size: v.fallback(v.number(), 1280),
  intermediate_size: v.fallback(v.number(), 5120),
});

/**
 * Voxtral: a sound is filled up with silence to whole windows (of 30 s), all under one spectrogram; each window is heard
 * by itself, and several of its encoder's frames side by side (four) make a place.
 */
export async function voxtral(checkpoint: Checkpoint, tokenizer: SpanTokenizer): Promise<SoundFamily> {
  const settings = whisperSettingsOf(await preprocessorOf(checkpoint, "feature_extractor"));
  const { samplingRate, hopLength, bins } = settings;
  const encoder = v.parse(Encoder, checkpoint.config.audio_config ?? {});
  const placesOfWindow = (encoder.max_source_positions * encoder.hidden_size) / encoder.intermediate_size;
  // The encoder takes this many and no other number: its second convolution takes every other frame.
  const windowFrames = 2 * encoder.max_source_positions;
  const window = windowFrames * hopLength;

  return {
    mark: audio,
    placeId: placeIdOf(checkpoint, tokenizer, audio, "audio"),
    text: textConfigOf(checkpoint),
    prepare(sound) {
      const { samples } = toRate(sound, samplingRate);
      const filled = new Float32Array(Math.max(1, Math.ceil(samples.length / window)) * window);
      filled.set(samples);
      const { data, frames } = logMel(filled, settings);
      return windowsOf(data, bins, frames, windowFrames);
    },
    spell(windows) {
      const places = windows.length * placesOfWindow;
      return { text: begin + audio.repeat(places), places };
    },
    // Exports call what they hear by either name.
    looks: (windows) => windows.map((features) => ({ input_features: features, audio_values: features })),
  };
}

/** @param data [bins, frames] */
function windowsOf(data: Float32Array, bins: number, frames: number, width: number): readonly FloatTensor[] {
  return Array.from({ length: frames / width }, (_, index) => {
    const features = new Float32Array(bins * width);
    for (let bin = 0; bin < bins; bin++) {
      const from = bin * frames + index * width;
      features.set(data.subarray(from, from + width), bin * width);
    }
    return floatTensor(features, [1, bins, width]);
  });
}

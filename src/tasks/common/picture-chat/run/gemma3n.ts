import * as v from "valibot";
import { createGemma3n } from "../../../../shared/audio/extractors/gemma3n.ts";
import { toRate } from "../../../../shared/audio/resample.ts";
import { createImageProcessor } from "../../../../shared/image/processor.ts";
import type { Sound } from "../../../../shared/media.ts";
import type { TensorMap } from "../../../../shared/tensor.ts";
import type { Checkpoint, SpanTokenizer } from "../../../ports.ts";
import { refuseShort } from "../../audio/run/least.ts";
import { preprocessorOf } from "../../preprocessor/run/preprocessor.ts";
import type { PictureFamily, Reader, Reading } from "./family.ts";
import { placeIdOf, textConfigOf } from "./parts.ts";

/** Python asks its tokenizer for these; published ones name the same. */
const Marks = v.object({
  boi_token: v.fallback(v.string(), "<start_of_image>"),
  image_token: v.fallback(v.string(), "<image_soft_token>"),
  eoi_token: v.fallback(v.string(), "<end_of_image>"),
  boa_token: v.fallback(v.string(), "<start_of_audio>"),
  audio_token: v.fallback(v.string(), "<audio_soft_token>"),
  eoa_token: v.fallback(v.string(), "<end_of_audio>"),
});

const Processor = v.object({
  image_seq_length: v.nullish(v.number(), 256),
  audio_seq_length: v.nullish(v.number(), 188),
});

interface BothSenses {
  readonly pictures: PictureFamily;
  readonly sounds: Reader & Reading<Sound, TensorMap>;
}

/**
 * Gemma 3n: a picture or a sound has as many places whatever its size or length, between marks and empty lines. Of several
 * sounds all are heard for as long as the longest: the last place of a shorter one is made of the silence behind it, too.
 */
export async function openGemma3n(checkpoint: Checkpoint, tokenizer: SpanTokenizer): Promise<BothSenses> {
  const [forPictures, forSounds, written, named] = await Promise.all([
    preprocessorOf(checkpoint, "image_processor"),
    preprocessorOf(checkpoint, "feature_extractor"),
    checkpoint.json("processor_config.json"),
    checkpoint.json("tokenizer_config.json"),
  ]);
  const marks = v.parse(Marks, named ?? {});
  const { image_seq_length, audio_seq_length } = v.parse(Processor, written ?? {});
  const processor = createImageProcessor(forPictures, "gemma3n");
  const extractor = createGemma3n(forSounds);
  const spelled = (begin: string, mark: string, places: number, end: string) => ({
    text: `\n\n${begin}${mark.repeat(places)}${end}\n\n`,
    places,
  });
  const reader = { text: textConfigOf(checkpoint) };
  return {
    pictures: {
      ...reader,
      mark: marks.image_token,
      placeId: placeIdOf(checkpoint, tokenizer, marks.image_token),
      prepare: (picture) => processor.prepare(picture),
      spell: () => spelled(marks.boi_token, marks.image_token, image_seq_length, marks.eoi_token),
      looks: ({ pixelValues }) => [{ pixel_values: pixelValues }],
    },
    sounds: {
      ...reader,
      mark: marks.audio_token,
      placeId: placeIdOf(checkpoint, tokenizer, marks.audio_token, "audio"),
      sharedSizeOf: (sounds) =>
        extractor.filledOf(
          sounds.map(({ samples, samplingRate }) =>
            Math.ceil((samples.length * extractor.samplingRate) / samplingRate),
          ),
        ),
      prepare(sound, filled) {
        const heard = toRate(sound, extractor.samplingRate);
        refuseShort(heard, extractor.leastSamples);
        return extractor.extract(heard.samples, filled);
      },
      spell: () => spelled(marks.boa_token, marks.audio_token, audio_seq_length, marks.eoa_token),
      looks: (features) => [features],
    },
  };
}

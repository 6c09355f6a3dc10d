import * as v from "valibot";
import { TaskError } from "../../errors.ts";
import { createClap } from "./clap.ts";
import type { FeatureExtractor } from "./extractor.ts";
import { createParakeet } from "./parakeet.ts";
import { createSeamless } from "./seamless.ts";
import { createSpectrogramTransformer } from "./spectrogram-transformer.ts";
import { createWaves } from "./waves.ts";
import { createWhisper } from "./whisper.ts";

const classes: Readonly<Record<string, (config: unknown) => FeatureExtractor>> = {
  ASTFeatureExtractor: createSpectrogramTransformer,
  ClapFeatureExtractor: createClap,
  ParakeetFeatureExtractor: createParakeet,
  SeamlessM4TFeatureExtractor: createSeamless,
  Wav2Vec2FeatureExtractor: createWaves,
  WhisperFeatureExtractor: createWhisper,
};

/** The class of a `model_type` where the file names none (`FEATURE_EXTRACTOR_MAPPING_NAMES` of transformers). */
const classOf: Readonly<Record<string, string>> = {
  "audio-spectrogram-transformer": "ASTFeatureExtractor",
  clap: "ClapFeatureExtractor",
  "data2vec-audio": "Wav2Vec2FeatureExtractor",
  hubert: "Wav2Vec2FeatureExtractor",
  moonshine: "Wav2Vec2FeatureExtractor",
  parakeet_ctc: "ParakeetFeatureExtractor",
  parakeet_encoder: "ParakeetFeatureExtractor",
  sew: "Wav2Vec2FeatureExtractor",
  "sew-d": "Wav2Vec2FeatureExtractor",
  unispeech: "Wav2Vec2FeatureExtractor",
  "unispeech-sat": "Wav2Vec2FeatureExtractor",
  wav2vec2: "Wav2Vec2FeatureExtractor",
  "wav2vec2-bert": "Wav2Vec2FeatureExtractor",
  "wav2vec2-conformer": "Wav2Vec2FeatureExtractor",
  wavlm: "Wav2Vec2FeatureExtractor",
  whisper: "WhisperFeatureExtractor",
};

const Named = v.object({ feature_extractor_type: v.nullish(v.string()) });

/**
 * @param config `preprocessor_config.json`; what it leaves out is as the class has it
 * @throws TaskError `model-unsupported` for a class that is not among ours
 */
export function createFeatureExtractor(config: unknown, modelType: string): FeatureExtractor {
  const { feature_extractor_type } = v.parse(Named, config);
  const name = feature_extractor_type ?? classOf[modelType] ?? "";
  const create = classes[name];
  if (!create) {
    const features = name || modelType;
    throw new TaskError("model-unsupported", `Sounds for ${features} cannot be made ready here.`, undefined, {
      reason: "features-unknown",
      values: { features },
    });
  }
  return create(config);
}

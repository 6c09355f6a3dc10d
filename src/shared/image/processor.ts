import * as v from "valibot";
import type { Pixels } from "../media.ts";
import { frameOf } from "./frame.ts";
import type { PreparedImage } from "./prepared.ts";
import { ruleOf } from "./rules/rule-of.ts";
import { ProcessorConfig, settingsOf } from "./settings.ts";

/** How a checkpoint wants its pictures. */
export interface ImageProcessor {
  /** Python's class without `ImageProcessor`, which also says how an answer is read. */
  readonly className: string | undefined;
  prepare(pixels: Pixels): PreparedImage;
}

/**
 * A checkpoint's image processor by Python's steps, transparency dropped as `convert("RGB")` does.
 * @param config `preprocessor_config.json`
 * @param modelType of `config.json`, for files that name no class
 * @throws ValiError where the file says something that no image processor of `transformers` says.
 */
export function createImageProcessor(config: unknown, modelType?: string): ImageProcessor {
  const parsed = v.parse(ProcessorConfig, config);
  const { image_processor_type, feature_extractor_type } = parsed;
  const { className, rule, library } = ruleOf(image_processor_type ?? feature_extractor_type ?? undefined, modelType);
  const defaults = library === "torchvision" ? { ...rule.defaults, ...rule.fast } : rule.defaults;
  const settings = settingsOf(parsed, defaults, library);
  return { className, prepare: (pixels) => rule.prepare(frameOf(pixels), settings) };
}

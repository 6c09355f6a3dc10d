import type { Json } from "../../shared/json.ts";
import type { TensorMap } from "../../shared/tensor.ts";
import { longTensor } from "../../shared/tensor.ts";
import { encoderFeeds } from "../common/text/run/encoder.ts";
import { maxTokensOf } from "../common/text/run/max-tokens.ts";
import type { Encoding, Tokenizer } from "../ports.ts";
import type { Judged } from "./definition.ts";

/** How a family reads the sentences and what it makes of their logits, as `ZeroShotImageClassificationPipeline` has it. */
export interface Reading {
  readonly scoring: Judged["scoring"];
  /** In tokens: longer sentences are cut. */
  readonly most: number;
  /** In tokens: shorter sentences are padded to so many, since their model has never seen one without. */
  readonly least: number;
  /** False where padding is read like any other token. */
  readonly masksPadding: boolean;
}

/** SigLIP's, whatever the tokenizer says. */
const siglipTokens = 64;

/**
 * @param config `config.json`
 * @param settings `tokenizer_config.json`
 */
export function readingOf(config: Json, settings: Json | undefined, tokenizer: Pick<Tokenizer, "maxLength">): Reading {
  const names = settings?.model_input_names;
  const masksPadding = !Array.isArray(names) || names.includes("attention_mask");
  if (String(config.model_type).includes("siglip")) {
    return { scoring: "sigmoid", most: siglipTokens, least: siglipTokens, masksPadding };
  }
  const { text_config: text } = config;
  const most = maxTokensOf(typeof text === "object" ? { ...text } : config, tokenizer);
  return { scoring: "softmax", most, least: 0, masksPadding };
}

export function sentenceFeeds(batch: readonly Encoding[], padId: number, { least, masksPadding }: Reading): TensorMap {
  const feeds = encoderFeeds(batch, padId, least);
  if (masksPadding) return feeds;
  const dims = feeds.input_ids?.dims ?? [];
  const tokens = dims.reduce((product, length) => product * length, 1);
  return { ...feeds, attention_mask: longTensor(new Array<number>(tokens).fill(1), dims) };
}

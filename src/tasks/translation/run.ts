import * as v from "valibot";
import { linesOf } from "../common/lines/lines.ts";
import { prepareLines } from "../common/lines/run/lines.ts";
import { loadSeq2Seq, type Seq2Seq } from "../common/writing/run/seq2seq.ts";
import {
  type Partition,
  partsOf,
  planFor,
  type Read,
  tellParts,
  warmUpWriting,
  writeLines,
} from "../common/writing/run/writing.ts";
import type { Checkpoint } from "../ports.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { directionOf, isLanguageLast, languagesIn, type Translator } from "./direction.ts";

const TokenizerConfig = v.object({
  source_lang: v.fallback(v.optional(v.string()), undefined),
  target_lang: v.fallback(v.optional(v.string()), undefined),
});

async function loadTranslator(checkpoint: Checkpoint): Promise<Translator> {
  const [model, json] = await Promise.all([loadSeq2Seq(checkpoint), checkpoint.json("tokenizer_config.json")]);
  const { source_lang, target_lang } = v.parse(TokenizerConfig, json ?? {});
  const { vocab_size: size } = checkpoint.config;
  const isMarian = model.modelType === "marian";
  return {
    ...model,
    languages: languagesIn(model.tokenizer, isMarian && typeof size === "number" ? size : 0),
    isLanguageLast: isLanguageLast(json ?? {}, checkpoint.config),
    pair: { source: source_lang, target: target_lang },
  };
}

/**
 * Translators are trained on sentences. What is no longer than a few goes as one text, as in Python; beyond that, some
 * leave whole sentences out.
 */
const wholeTokens = 128;

function partitionOf(model: Seq2Seq, read: Read, text: string, split: "auto" | "sentences" | "whole"): Partition {
  if (split === "sentences") return "sentences";
  if (split === "whole") return "windows";
  return read(text).ids.length <= Math.min(wholeTokens, model.maxSourceTokens) ? "whole" : "sentences";
}

export const run = defineRun(definition, {
  load: loadTranslator,
  warmUp: (model) => warmUpWriting(model),

  preprocess(model, { text }, options, context) {
    const { per_line, split, truncation } = options;
    const { taskKey, read, firstId } = directionOf(model, options, context);
    const plan = planFor(model, taskKey, options, firstId === undefined ? {} : { forced_bos_token_id: firstId });
    const sources = prepareLines(linesOf(text, per_line), per_line, (line) => ({
      parts: partsOf(model, read, line, partitionOf(model, read, line, split), truncation),
      plan,
    }));
    tellParts(model, sources, split === "whole", context);
    return sources;
  },

  run: (model, sources, _options, context) => writeLines(model, sources, context),
});

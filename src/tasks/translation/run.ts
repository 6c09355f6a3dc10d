import * as v from "valibot";
import { isSurelyLonger } from "../../shared/text/sentences.ts";
import { linesOf } from "../common/lines/lines.ts";
import { prepareLines } from "../common/lines/run/lines.ts";
import { createTaken, type Partition, partsOf, type Read } from "../common/writing/run/parts.ts";
import { loadSeq2Seq, type Seq2Seq } from "../common/writing/run/seq2seq.ts";
import { planFor, tellParts, warmUpWriting, writeLines } from "../common/writing/run/writing.ts";
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
  const limit = Math.min(wholeTokens, model.maxSourceTokens);
  const tokensOf = (piece: string) => read(piece).ids.length;
  return !isSurelyLonger(text, limit, tokensOf) && tokensOf(text) <= limit ? "whole" : "sentences";
}

export const run = defineRun(definition, {
  load: loadTranslator,
  warmUp: (model) => warmUpWriting(model),

  async preprocess(model, { text }, options, context) {
    const { per_line, split, truncation } = options;
    const { taskKey, read, firstId } = directionOf(model, options, context);
    const plan = planFor(model, taskKey, options, firstId === undefined ? {} : { forced_bos_token_id: firstId });
    const lines = linesOf(text, per_line);
    const taken = createTaken(lines, context);
    const prepare = async (line: string) => {
      const partition = partitionOf(model, read, line, split);
      return { parts: await partsOf(model, read, line, { partition, cut: truncation, taken }), plan };
    };
    const sources = await prepareLines(lines, per_line, prepare, context);
    tellParts(model, sources, split === "whole", context);
    return sources;
  },

  run: (model, sources, _options, context) => writeLines(model, sources, context),
});

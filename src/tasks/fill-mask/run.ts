import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { linesOf } from "../common/lines/lines.ts";
import { prepareLines, runLines } from "../common/lines/run/lines.ts";
import { encoderFeeds, isSolitary, tellTruncated } from "../common/text/run/encoder.ts";
import { maxTokensOf } from "../common/text/run/max-tokens.ts";
import type { Encoding } from "../ports.ts";
import { defineRun } from "../run.ts";
import { candidatesOf, targetIdsOf } from "./candidates.ts";
import { definition } from "./definition.ts";
import { withOwnMask } from "./mask.ts";

/** Of one pass: a number for each word of the vocabulary at each token, so 64 MB. */
const logitsPerPass = 16_000_000;
const usualVocabulary = 30_000;

interface Prepared extends Encoding {
  readonly text: string;
  /** Where the masks stand. */
  readonly places: readonly number[];
}

export const run = defineRun(definition, {
  async load(checkpoint) {
    const [tokenizer, graph] = await Promise.all([checkpoint.tokenizer(), checkpoint.graph("model")]);
    const mask = tokenizer.maskToken;
    const maskId = mask === undefined ? undefined : tokenizer.idOf(mask);
    if (mask === undefined || maskId === undefined) {
      throw new TaskError("model-unsupported", "The tokenizer has no mask token.");
    }
    const { vocab_size: size } = checkpoint.config;
    const fitting = Math.floor(logitsPerPass / (v.is(v.number(), size) ? size : usualVocabulary));
    const tokensPerPass = isSolitary(checkpoint.dtype) ? 0 : fitting;
    return { tokenizer, graph, mask, maskId, tokensPerPass, maxTokens: maxTokensOf(checkpoint.config, tokenizer) };
  },

  async warmUp({ graph, tokenizer }) {
    await graph.run(encoderFeeds([tokenizer.encode("warm up")], tokenizer.padId));
  },

  async preprocess({ tokenizer, mask, maskId, maxTokens }, input, { per_line }, context) {
    const encoded: Encoding[] = [];
    const prepare = (line: string): Prepared => {
      const { text, replaced } = withOwnMask(line, mask);
      if (replaced !== undefined) context.notice("mask-replaced", { own: mask, given: replaced });
      const encoding = tokenizer.encode(text, { maxLength: maxTokens });
      encoded.push(encoding);
      const places = [...encoding.ids.keys()].filter((place) => encoding.ids[place] === maskId);
      if (places.length > 0) return { ...encoding, text, places };
      throw new TaskError(
        "input-no-mask",
        `There is no ${mask} in the first ${encoding.ids.length} tokens of the text.`,
      );
    };
    const prepared = await prepareLines(linesOf(input.text, per_line), per_line, prepare, context);
    tellTruncated(encoded, maxTokens, context);
    return prepared;
  },

  run({ graph, tokenizer, mask, tokensPerPass }, prepared, { top_k, targets }, context) {
    const settings = { topK: top_k, targets: targetIdsOf(targets, tokenizer) };
    return runLines(
      prepared,
      {
        lengthOf: ({ ids }) => ids.length,
        tokensPerPass,
        async run(batch) {
          const { data, dims } = floatsOf(await graph.run(encoderFeeds(batch, tokenizer.padId)), "logits", 3);
          const [, tokens = 0, width = 0] = dims;
          return batch.map((asked, row) => {
            const logitsAt = (place: number) => data.subarray((row * tokens + place) * width).subarray(0, width);
            return { text: asked.text, mask, masks: candidatesOf(asked, logitsAt, settings, tokenizer) };
          });
        },
      },
      context,
    );
  },
});

import { floatsOf } from "../../shared/tensor.ts";
import { configLabelsOf } from "../common/labels/run/config-labels.ts";
import { functionFor, type ScoreFunction } from "../common/labels/scores.ts";
import { linesOf } from "../common/lines/lines.ts";
import { prepareLines, runLines } from "../common/lines/run/lines.ts";
import { encoderFeeds, isSolitary, misreadsPadding, tellTruncated } from "../common/text/run/encoder.ts";
import { maxTokensOf } from "../common/text/run/max-tokens.ts";
import type { Encoding } from "../ports.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

/** Of one pass, padding included: a bound on memory that still fills a GPU. */
const mostTokens = 4096;

export const run = defineRun(definition, {
  async load(checkpoint) {
    const [tokenizer, graph] = await Promise.all([checkpoint.tokenizer(), checkpoint.graph("model")]);
    const { config, dtype } = checkpoint;
    return {
      tokenizer,
      graph,
      maxTokens: maxTokensOf(config, tokenizer),
      tokensPerPass: isSolitary(dtype) || misreadsPadding(config, tokenizer) ? 0 : mostTokens,
      ...configLabelsOf(config),
    };
  },

  async warmUp({ graph, tokenizer }) {
    await graph.run(encoderFeeds([tokenizer.encode("warm up")], tokenizer.padId));
  },

  async preprocess({ tokenizer, maxTokens }, { text }, { per_line }, context) {
    const encoded: Encoding[] = [];
    const prepare = (line: string) => {
      const encoding = tokenizer.encode(line, { maxLength: maxTokens });
      encoded.push(encoding);
      return encoding;
    };
    const prepared = await prepareLines(linesOf(text, per_line), per_line, prepare, context);
    tellTruncated(encoded, maxTokens, context);
    return prepared;
  },

  async run({ graph, tokenizer, tokensPerPass, labelOf, problem }, prepared, _options, context) {
    let labels: string[] = [];
    let usual: ScoreFunction = "softmax";
    const items = await runLines(
      prepared,
      {
        lengthOf: ({ ids }) => ids.length,
        tokensPerPass,
        async run(batch) {
          const { data, dims } = floatsOf(await graph.run(encoderFeeds(batch, tokenizer.padId)), "logits", 2);
          const width = dims.at(-1) ?? 0;
          labels = Array.from({ length: width }, (_, place) => labelOf(place));
          usual = functionFor(problem, width);
          return batch.map((_, row) => data.slice(row * width, (row + 1) * width));
        },
      },
      { ...context, emit: (done) => context.emit({ labels, usual, items: done }) },
    );
    return { labels, usual, items };
  },
});

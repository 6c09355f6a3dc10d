import { Stopped, TaskError } from "../../shared/errors.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { hypothesisOf } from "../common/labels/hypothesis.ts";
import { batchesOf } from "../common/text/run/batches.ts";
import { encoderFeeds, isSolitary, misreadsPadding, tellTruncated } from "../common/text/run/encoder.ts";
import { maxTokensOf } from "../common/text/run/max-tokens.ts";
import { defineRun } from "../run.ts";
import { definition, type Judged } from "./definition.ts";
import { findEntailment, inferenceOf } from "./entailment.ts";

/** Of one pass on a GPU, padding included. On WASM each label has a pass of its own: side by side they are no faster. */
const mostTokens = 4096;

export const run = defineRun(definition, {
  async load(checkpoint) {
    const [tokenizer, graph] = await Promise.all([checkpoint.tokenizer(), checkpoint.graph("model")]);
    const { config, device, dtype } = checkpoint;
    const isAlone = device === "wasm" || isSolitary(dtype) || misreadsPadding(config, tokenizer);
    const tokensPerPass = isAlone ? 0 : mostTokens;
    return { tokenizer, graph, config, tokensPerPass, maxTokens: maxTokensOf(config, tokenizer) };
  },

  async warmUp({ graph, tokenizer }) {
    await graph.run(encoderFeeds([tokenizer.encode("warm", { pair: "up" })], tokenizer.padId));
  },

  preprocess({ tokenizer, maxTokens, config }, { text, candidate_labels: labels }, { hypothesis_template }, context) {
    if (findEntailment(config) === undefined) context.notice("entailment-guessed");
    const pairs = labels.map((label) => {
      const pair = hypothesisOf(hypothesis_template, label);
      return { label, encoding: tokenizer.encode(text, { pair, maxLength: maxTokens }) };
    });
    const [longest] = pairs.map(({ encoding }) => encoding).sort((a, b) => b.dropped - a.dropped);
    if (longest) tellTruncated([longest], maxTokens, context);
    return pairs;
  },

  async run({ graph, tokenizer, config, tokensPerPass }, pairs, _options, { signal, emit, progress }) {
    const judged = new Map<number, Judged>();
    const answer = () => [...judged.entries()].sort(([a], [b]) => a - b).map(([, one]) => one);
    const lengths = pairs.map(({ encoding }) => encoding.ids.length);
    for (const batch of batchesOf(lengths, tokensPerPass)) {
      if (signal.aborted) throw new Stopped();
      const encodings = batch.flatMap((place) => pairs[place]?.encoding ?? []);
      const { data, dims } = floatsOf(await graph.run(encoderFeeds(encodings, tokenizer.padId)), "logits", 2);
      const width = dims.at(-1) ?? 0;
      const places = inferenceOf(config, width);
      for (const [row, place] of batch.entries()) {
        const at = (column: number) => data[row * width + column] ?? Number.NaN;
        const label = pairs[place]?.label ?? "";
        judged.set(place, { label, entailment: at(places.entailment), contradiction: at(places.contradiction) });
      }
      progress(judged.size, pairs.length);
      if (judged.size < pairs.length) emit(answer());
    }
    if (judged.size === 0) throw new TaskError("input-empty", "There are no labels.");
    return answer();
  },
});

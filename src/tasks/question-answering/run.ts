import { encoderFeeds } from "../common/text/run/encoder.ts";
import { maxTokensOf } from "../common/text/run/max-tokens.ts";
import { loadSeq2Seq, type Seq2Seq } from "../common/writing/run/seq2seq.ts";
import { warmUpWriting } from "../common/writing/run/writing.ts";
import type { Checkpoint, Graph, SpanEncoding, SpanTokenizer } from "../ports.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { answerFrom } from "./extractive.ts";
import { promptOf, readPrompt, writeAnswer } from "./generative.ts";
import { windowsOver } from "./windows.ts";

/** A model that marks the answer in the context, or one that writes it. */
type Answerer =
  | { readonly kind: "finds"; readonly tokenizer: SpanTokenizer; readonly graph: Graph; readonly maxLength: number }
  | { readonly kind: "writes"; readonly model: Seq2Seq };

type Prepared = { readonly context: readonly string[] } & (
  | { readonly kind: "finds"; readonly windows: readonly SpanEncoding[] }
  | { readonly kind: "writes"; readonly source: readonly number[] }
);

async function loadAnswerer(checkpoint: Checkpoint): Promise<Answerer> {
  if (checkpoint.config.is_encoder_decoder === true && !isHeaded(checkpoint)) {
    return { kind: "writes", model: await loadSeq2Seq(checkpoint) };
  }
  const [tokenizer, graph] = await Promise.all([checkpoint.tokenizer(), checkpoint.graph("model")]);
  return { kind: "finds", tokenizer, graph, maxLength: maxTokensOf(checkpoint.config, tokenizer) };
}

/** BART has both: a head that marks answers, and a decoder that writes. */
function isHeaded({ config: { architectures } }: Checkpoint): boolean {
  return Array.isArray(architectures) && architectures.some((name) => String(name).endsWith("ForQuestionAnswering"));
}

export const run = defineRun(definition, {
  load: loadAnswerer,

  async warmUp(answerer) {
    if (answerer.kind === "writes") return warmUpWriting(answerer.model);
    const { tokenizer, graph } = answerer;
    await graph.run(encoderFeeds(tokenizer.spans("warm up", { pair: "warm up" }), tokenizer.padId));
  },

  preprocess(answerer, { question, context }, { max_seq_len, doc_stride }): Prepared {
    const chars = [...context];
    if (answerer.kind === "writes") {
      return { kind: "writes", context: chars, source: readPrompt(answerer.model, promptOf(question, context)) };
    }
    const windows = windowsOver(answerer.tokenizer, question, context, {
      maxLength: max_seq_len,
      stride: doc_stride,
      most: answerer.maxLength,
    });
    return { kind: "finds", context: chars, windows };
  },

  async run(answerer, prepared, options, runContext) {
    const { context } = prepared;
    if (answerer.kind === "writes") {
      return writeAnswer(answerer.model, prepared.kind === "writes" ? prepared.source : [], context, runContext);
    }
    const { tokenizer, graph } = answerer;
    const rules = {
      topK: options.top_k,
      maxAnswerLength: options.max_answer_len,
      allowsNothing: options.handle_impossible_answer,
      alignsToWords: options.align_to_words,
      classId: tokenizer.classId,
      paddingSide: tokenizer.paddingSide,
      padId: tokenizer.padId,
    };
    return answerFrom(graph, prepared.kind === "finds" ? prepared.windows : [], context, rules, runContext);
  },
});

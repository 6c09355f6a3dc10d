import { encoderFeeds, maxTokensOf } from "../common/encoder.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { answerFrom } from "./extractive.ts";
import { windowsOver } from "./windows.ts";

export const run = defineRun(definition, {
  async load(checkpoint) {
    const [tokenizer, graph] = await Promise.all([checkpoint.tokenizer(), checkpoint.graph("model")]);
    return { tokenizer, graph, maxLength: maxTokensOf(checkpoint.config, tokenizer) };
  },

  async warmUp({ tokenizer, graph }) {
    await graph.run(encoderFeeds(tokenizer.spans("warm up", { pair: "warm up" }), tokenizer.padId));
  },

  preprocess({ tokenizer, maxLength }, { question, context }, { max_seq_len, doc_stride }) {
    const windows = windowsOver(tokenizer, question, context, {
      maxLength: max_seq_len,
      stride: doc_stride,
      most: maxLength,
    });
    return { windows, context: [...context] };
  },

  run({ tokenizer, graph }, { windows, context }, options, runContext) {
    const rules = {
      topK: options.top_k,
      maxAnswerLength: options.max_answer_len,
      allowsNothing: options.handle_impossible_answer,
      alignsToWords: options.align_to_words,
      classId: tokenizer.classId,
      padId: tokenizer.padId,
    };
    return answerFrom(graph, windows, context, rules, runContext);
  },

  postprocess: (_ports, answers) => answers,
});

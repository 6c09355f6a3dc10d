import { linesOf } from "../common/lines/lines.ts";
import { prepareLines } from "../common/lines/run/lines.ts";
import { loadSeq2Seq } from "../common/writing/run/seq2seq.ts";
import { prefixFor } from "../common/writing/run/task-params.ts";
import { partsOf, planFor, readerOf, tellParts, warmUpWriting, writeLines } from "../common/writing/run/writing.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

const task = "summarization";

export const run = defineRun(definition, {
  load: loadSeq2Seq,
  warmUp: warmUpWriting,

  preprocess(model, { text }, options, context) {
    const { per_line, truncation } = options;
    const plan = planFor(model, task, options);
    const read = readerOf(model, prefixFor(model, task));
    const sources = prepareLines(linesOf(text, per_line), per_line, (line) => ({
      parts: partsOf(model, read, line, "windows", truncation),
      plan,
    }));
    tellParts(model, sources, true, context);
    return sources;
  },

  run: (model, sources, _options, context) => writeLines(model, sources, context),
});

import { linesOf } from "../common/lines/lines.ts";
import { prepareLines } from "../common/lines/run/lines.ts";
import { createTaken, partsOf } from "../common/writing/run/parts.ts";
import { loadSeq2Seq } from "../common/writing/run/seq2seq.ts";
import { prefixFor } from "../common/writing/run/task-params.ts";
import { planFor, readerOf, tellParts, warmUpWriting, writeLines } from "../common/writing/run/writing.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

const task = "summarization";

export const run = defineRun(definition, {
  load: loadSeq2Seq,
  warmUp: warmUpWriting,

  async preprocess(model, { text }, options, context) {
    const { per_line, truncation } = options;
    const plan = planFor(model, task, options);
    const read = readerOf(model, prefixFor(model, task));
    const lines = linesOf(text, per_line);
    const how = { partition: "windows", cut: truncation, taken: createTaken(lines, context) } as const;
    const prepare = async (line: string) => ({ parts: await partsOf(model, read, line, how), plan });
    const sources = await prepareLines(lines, per_line, prepare, context);
    tellParts(model, sources, true, context);
    return sources;
  },

  run: (model, sources, _options, context) => writeLines(model, sources, context),
});

import { Stopped } from "../../shared/errors.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { configLabelsOf } from "../common/labels/run/config-labels.ts";
import { linesOf } from "../common/lines/lines.ts";
import { prepareLines, runLines } from "../common/lines/run/lines.ts";
import { neighboursOf } from "../common/text/run/batches.ts";
import { encoderFeeds } from "../common/text/run/encoder.ts";
import { maxTokensOf } from "../common/text/run/max-tokens.ts";
import type { SpanEncoding } from "../ports.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { groupingsOf } from "./groupings.ts";
import type { AnsweredWindow } from "./scored-tokens.ts";

/** In one pass, padding included. */
const tokensPerPass = 2048;

/** A line as windows that the model can read. */
interface Reading {
  readonly text: string;
  readonly windows: readonly SpanEncoding[];
  readonly stride: number;
}

export const run = defineRun(definition, {
  async load(checkpoint) {
    const [tokenizer, graph] = await Promise.all([checkpoint.tokenizer(), checkpoint.graph("model")]);
    const { labelOf } = configLabelsOf(checkpoint.config);
    return { tokenizer, graph, labelOf, maxLength: maxTokensOf(checkpoint.config, tokenizer) };
  },

  async warmUp({ tokenizer, graph }) {
    await graph.run(encoderFeeds(tokenizer.spans("warm up"), tokenizer.padId));
  },

  preprocess({ tokenizer, maxLength }, { text }, { per_line, stride }, context) {
    const overlap = stride ?? Math.min(128, Math.floor(maxLength / 4));
    const prepare = (line: string): Reading => {
      return { text: line, windows: tokenizer.spans(line, { maxLength, stride: overlap }), stride: overlap };
    };
    return prepareLines(linesOf(text, per_line), per_line, prepare, context);
  },

  async run({ tokenizer, graph, labelOf }, lines, { stride }, context) {
    const naming = { labelOf, join: tokenizer.join };

    async function answer(windows: readonly SpanEncoding[]): Promise<readonly AnsweredWindow[]> {
      const outputs = await graph.run(encoderFeeds(windows, tokenizer.padId));
      const { data, dims } = floatsOf(outputs, "logits", 3);
      const row = (dims[1] ?? 0) * (dims[2] ?? 0);
      return windows.map((encoding, index) => {
        const end = index * row + encoding.ids.length * (dims[2] ?? 0);
        return { encoding, logits: data.slice(index * row, end) };
      });
    }

    return runLines(
      lines,
      {
        lengthOf: ({ windows }) => windows.reduce((sum, { ids }) => sum + ids.length, 0),
        tokensPerPass,
        async run(readings, show) {
          const windows = readings.flatMap((reading, line) => reading.windows.map((encoding) => ({ line, encoding })));
          const answered = new Map<number, AnsweredWindow>();
          const results = () =>
            readings.map((reading, line) => {
              const own = windows.flatMap((window, place) => (window.line === line ? (answered.get(place) ?? []) : []));
              return groupingsOf(reading, own, { tokenizer, naming, isPython: stride !== null });
            });
          const passes = neighboursOf(
            windows.map(({ encoding }) => encoding.ids.length),
            tokensPerPass,
          );
          for (const [index, places] of passes.entries()) {
            if (context.signal.aborted) throw new Stopped();
            const answers = await answer(places.flatMap((place) => windows[place]?.encoding ?? []));
            places.forEach((place, at) => {
              const found = answers[at];
              if (found) answered.set(place, found);
            });
            if (readings.length === 1 && passes.length > 1) {
              context.progress(index + 1, passes.length);
              show(results());
            }
          }
          return results();
        },
      },
      context,
    );
  },
});

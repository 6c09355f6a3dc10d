import { useMemo } from "react";
import { bestOf } from "../common/labels/scored.ts";
import { type ScoreFunction, scoresOf } from "../common/labels/scores.ts";
import type { LineItem } from "../common/lines/lines.ts";
import { linesOf, toLinesJson } from "../common/lines/lines.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { LabelBars } from "./LabelBars.tsx";
import { LabelTable } from "./LabelTable.tsx";

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output, final, t, locale }) {
    const { labels } = output;
    const speaking = { t, locale };
    const items = useMemo(() => scoredItems(output, options.function_to_apply), [output, options.function_to_apply]);
    const texts = useMemo(() => linesOf(input.text, options.per_line), [input.text, options.per_line]);
    if (options.per_line) {
      return <LabelTable {...speaking} labels={labels} items={items} texts={texts} final={final} />;
    }
    const [item] = items;
    const scores = item?.status === "done" ? item.value : undefined;
    return <LabelBars {...speaking} labels={labels} scores={scores} topK={options.top_k} final={final} />;
  },
  toJson: (output, _input, { top_k, per_line, function_to_apply }) =>
    toLinesJson(scoredItems(output, function_to_apply), per_line, (scores) => bestOf(output.labels, scores, top_k)),
});

interface Answered {
  readonly usual: ScoreFunction;
  /** Logits. */
  readonly items: readonly LineItem<Float32Array>[];
}

/** The scores of each text, by the function that the reader chose. */
function scoredItems({ usual, items }: Answered, asked: ScoreFunction | "auto"): readonly LineItem<Float32Array>[] {
  const apply = asked === "auto" ? usual : asked;
  return items.map((item) => (item.status === "done" ? { ...item, value: scoresOf(item.value, apply) } : item));
}

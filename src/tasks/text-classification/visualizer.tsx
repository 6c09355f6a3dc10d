import { useMemo } from "react";
import { bestOf } from "../common/labels/scored.ts";
import { linesOf, toLinesJson } from "../common/lines/lines.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { LabelBars } from "./LabelBars.tsx";
import { LabelTable } from "./LabelTable.tsx";
import { scoredItems } from "./scored.ts";

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

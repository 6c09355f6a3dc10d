import { useMemo } from "react";
import { linesOf, toLinesJson } from "../common/lines/lines.ts";
import { defineVisualizer } from "../visualizer.ts";
import { bestOf } from "./answer.ts";
import { definition } from "./definition.ts";
import { LabelBars } from "./LabelBars.tsx";
import { LabelTable } from "./LabelTable.tsx";

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output: { labels, items }, final, t, locale }) {
    const speaking = { t, locale };
    const texts = useMemo(() => linesOf(input.text, options.per_line), [input.text, options.per_line]);
    if (options.per_line) {
      return <LabelTable {...speaking} labels={labels} items={items} texts={texts} final={final} />;
    }
    const [item] = items;
    const scores = item?.status === "done" ? item.value : undefined;
    return <LabelBars {...speaking} labels={labels} scores={scores} topK={options.top_k} final={final} />;
  },
  toJson: ({ labels, items }, _input, { top_k, per_line }) =>
    toLinesJson(items, per_line, (scores) => bestOf(labels, scores, top_k)),
});

import { useState } from "react";
import parts from "../../ui/parts.module.css";
import { linesOf, toLinesJson } from "../common/lines/lines.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { FillingView } from "./FillingView.tsx";
import { LineTable } from "./LineTable.tsx";

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output, final, t, locale, onAsk }) {
    const [picked, setPicked] = useState(0);
    const speaking = { t, locale };
    const place = output[picked]?.status === "done" ? picked : output.findIndex(({ status }) => status === "done");
    const item = output[place];
    if (!options.per_line && item?.status !== "done") {
      return <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>;
    }
    const ask =
      onAsk &&
      (async (text: string) => {
        const [answer] = await onAsk({ input: { text }, options: { per_line: false } });
        return answer?.status === "done" ? answer.value : undefined;
      });
    return (
      <div className={parts.column}>
        {item?.status === "done" && (
          <FillingView {...speaking} key={place} filling={item.value} ask={final ? ask : undefined} />
        )}
        {options.per_line && (
          <LineTable
            {...speaking}
            items={output}
            texts={linesOf(input.text, true)}
            picked={place}
            onPick={setPicked}
            final={final}
          />
        )}
      </div>
    );
  },
  toJson: (items, _input, { per_line }) =>
    toLinesJson(items, per_line, ({ masks }) => (masks.length === 1 ? masks[0] : masks)),
});

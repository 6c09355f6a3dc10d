import { useMemo, useState } from "react";
import { rowOf } from "../../shared/media.ts";
import { meanNormOf } from "../../shared/vectors/similarity.ts";
import { countText, decimalText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { Stats } from "../../ui/Stats.tsx";
import { writeVectors } from "../common/vectors/view/file.ts";
import { useKept, useSettled } from "../common/vectors/view/hooks.tsx";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { textsOf, toJson, tokenRows } from "./json.ts";
import { Downloads } from "./views/Downloads.tsx";
import { Explorer } from "./views/Explorer.tsx";
import { TextPicker } from "./views/TextPicker.tsx";
import css from "./views/views.module.css";

/** Above so many numbers JSON is written by a worker: the page would stand still meanwhile. */
const atOnceNumbers = 20_000;

export const visualizer = defineVisualizer(definition, {
  View({ input, output, final, onAsk, t, locale }) {
    const texts = useMemo(() => textsOf(output, input.texts), [output, input.texts]);
    const [picked, setPicked] = useState(0);
    const index = output.kind === "tokens" ? Math.min(picked, output.tokens.length - 1) : 0;
    const tokens = output.kind === "tokens" ? output.tokens[index] : undefined;
    const vectors = output.kind === "pooled" ? output.vectors : tokenRows(output, index);
    const settled = useSettled(output.vectors.data, final);
    const kept = useKept(vectors, settled);
    if (vectors.rows === 0) return <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>;

    async function query(text: string) {
      const found = await onAsk?.({ input: { texts: [text] }, options: { prompt_name: "query" } });
      if (found?.kind !== "pooled") throw new TypeError("A query gave no vector.");
      return { vector: Float32Array.from(rowOf(found.vectors, 0)), prefix: found.prefix };
    }

    const all = input.texts.length;
    return (
      <div className={css.root}>
        {texts.length < all && (
          <p role="status" className={parts.mute}>
            {t(settled ? "view.stopped" : "view.part", { done: texts.length, count: all })}
          </p>
        )}
        <Stats
          items={[
            { label: t("view.texts"), value: countText(texts.length, locale) },
            ...(tokens ? [{ label: t("view.tokens"), value: countText(tokens.length, locale) }] : []),
            { label: t("view.dimensions"), value: countText(vectors.columns, locale) },
            { label: t("view.norm"), value: decimalText(meanNormOf(vectors), locale, 3) },
            ...(output.prefix === ""
              ? []
              : [{ label: t("option.prompt_name"), value: `\u201c${output.prefix}\u201d` }]),
          ]}
        />
        {tokens && output.kind === "tokens" && output.tokens.length > 1 && (
          <TextPicker texts={texts} chosen={index} onChoose={setPicked} t={t} />
        )}
        <Explorer
          key={index}
          vectors={vectors}
          labels={tokens ?? texts}
          kept={kept}
          isGrowing={!settled}
          onQuery={output.kind === "pooled" && onAsk ? query : undefined}
          t={t}
          locale={locale}
        />
        {settled && <Downloads output={output} texts={input.texts} vectors={vectors} t={t} />}
      </div>
    );
  },

  toJson(output, { texts }) {
    const isLarge = output.kind === "pooled" && output.vectors.data.length > atOnceNumbers;
    return isLarge ? writeVectors("json", output, texts) : toJson(output, texts);
  },
});

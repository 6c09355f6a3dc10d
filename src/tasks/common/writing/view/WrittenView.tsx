import { Caret } from "../../../../ui/Caret.tsx";
import { CopyButton } from "../../../../ui/CopyButton.tsx";
import { useFollow } from "../../../../ui/follow.ts";
import { countText, percentText } from "../../../../ui/number.ts";
import parts from "../../../../ui/parts.module.css";
import { SideBySide } from "../../../../ui/SideBySide.tsx";
import type { Translate } from "../../../../ui/words.ts";
import type { SharedKey } from "../../../words.ts";
import { type LineItem, linesOf } from "../../lines/lines.ts";
import type { Written } from "../written.ts";
import css from "./WrittenView.module.css";

interface WrittenViewProps {
  readonly input: { readonly text: string };
  readonly options: { readonly per_line: boolean };
  /** One item for each of the texts. */
  readonly output: readonly LineItem<Written>[];
  readonly final: boolean;
  readonly t: Translate<SharedKey>;
  readonly locale: string;
  /** What the right column holds. */
  readonly head: string;
  /** Whether the source stands beside what was written. */
  readonly beside: boolean;
  /** Says how long the result is against the source. */
  readonly compares: boolean;
}

/** What an encoder-decoder wrote: beside its source part by part, or by itself; lines become rows of a table. */
export function WrittenView(props: WrittenViewProps) {
  const { input, options, output: items, final, t, locale, head, beside, compares } = props;
  const texts = linesOf(input.text, options.per_line);
  const [only] = items.length === 1 ? items : [];
  const done = items.flatMap((item) => (item.status === "done" ? [item.value] : []));
  const written = done.map(({ text }) => text).join("\n");
  const end = useFollow(final, written.length);
  const caret = !final && <Caret />;

  if (items.length === 0) return <p className={parts.mute}>{t(final ? "written.empty" : "written.waiting")}</p>;
  return (
    <div className={parts.column}>
      {only?.status === "done" && !beside ? (
        <div className={css.text} aria-busy={!final}>
          {only.value.text || (final && <span className={parts.mute}>{t("written.empty")}</span>)}
          {caret}
        </div>
      ) : (
        <SideBySide
          caption={t("written.caption")}
          sourceHead={t("written.source")}
          targetHead={head}
          rows={
            only?.status === "done"
              ? rowsOf(only.value, texts[0] ?? "")
              : items.map((item, place) => ({
                  id: String(place),
                  source: texts[place] ?? "",
                  target: stateOf(item),
                  isBusy: item.status === "waiting" && !final,
                }))
          }
        />
      )}
      <div className={parts.row} ref={end}>
        {final && written !== "" && <CopyButton t={t} text={() => written} label={t("written.copy")} />}
        <span className={parts.mute}>{summaryOf()}</span>
      </div>
    </div>
  );

  function rowsOf({ parts: shown, partCount }: Written, text: string) {
    if (shown.length === 0) return [{ id: "0", source: text, target: caret, isBusy: !final }];
    return shown.map(({ source, text: target }, place) => {
      const isGrowing = !final && place === shown.length - 1;
      return {
        // A part is its place; two may read the same.
        id: String(place),
        source: partCount === 1 ? text.trim() : source,
        target: (
          <>
            {target || (!isGrowing && <span className={parts.mute}>{t("written.empty")}</span>)}
            {isGrowing && caret}
          </>
        ),
        isBusy: isGrowing,
      };
    });
  }

  function stateOf(item: LineItem<Written>) {
    if (item.status === "waiting") return <span className={parts.mute}>{t("written.line-waiting")}</span>;
    if (item.status === "failed") return <span className={css.failed}>{t("written.line-failed")}</span>;
    return item.value.text || <span className={parts.mute}>{t("written.empty")}</span>;
  }

  function summaryOf(): string {
    const read = done.reduce((sum, { sourceTokens }) => sum + sourceTokens, 0);
    const wrote = done.reduce((sum, { tokens, writtenTokens }) => sum + (writtenTokens ?? tokens.length), 0);
    const counts = t("written.counts", { read: countText(read, locale), written: countText(wrote, locale) });
    const source = texts.join("\n").trim().length;
    if (!compares || !final || source === 0) return counts;
    return `${counts} ${t("written.ratio", { share: percentText(written.length / source, locale) })}`;
  }
}

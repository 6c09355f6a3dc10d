import { useState } from "react";
import type { ShownRow } from "../../learn/verbs.ts";
import { countText, percentText } from "../../ui/number.ts";
import { useWords } from "../i18n/words.tsx";
import { AttentionMap } from "./AttentionMap.tsx";
import css from "./Learn.module.css";
import type { Look } from "./pretrain.ts";

/** A row as the network sees it; below each token that is asked for, what it should say, or says. */
export function TokenRow({ row }: { readonly row: ShownRow }) {
  const { t, locale } = useWords();
  return (
    <ol className={css.tokens}>
      {row.map(({ seen, asked, guess, probability }, index) => (
        <li
          className={css.token}
          data-asked={asked === undefined ? undefined : ""}
          data-right={guess === undefined ? undefined : guess === asked}
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
          key={index}
          title={
            guess === undefined
              ? undefined
              : t("learn.guess", { asked: asked ?? "", guess, share: percentText(probability ?? 0, locale) })
          }
        >
          <span>{seen === "\n" ? "↵" : seen}</span>
          {asked !== undefined && (
            <small>{guess === undefined || guess === asked ? asked : `${guess} ≠ ${asked}`}</small>
          )}
        </li>
      ))}
    </ol>
  );
}

interface ReadoutViewProps {
  readonly readouts: readonly Look[];
}

/** What the network can do by now, and could before. */
export function ReadoutView({ readouts }: ReadoutViewProps) {
  const { t, locale } = useWords();
  // From the end: as new ones come, the newest stays on show, or the one that was chosen.
  const [chosen, setChosen] = useState<number>();
  const shown = readouts.find(({ step }) => step === chosen) ?? readouts.at(-1);
  if (!shown) return null;
  const { step, readout, attention } = shown;
  const place = readouts.indexOf(shown);
  return (
    <div>
      <h3>{t(`learn.readout.${readout.type}`, { step: countText(step, locale) })}</h3>
      <p className={css.hint}>{t(`learn.readout.${readout.type}.hint`)}</p>
      {readouts.length > 1 && (
        <input
          aria-label={t("learn.readout.when")}
          aria-valuetext={t("learn.step-at", { step: countText(step, locale) })}
          max={readouts.length - 1}
          min={0}
          onChange={({ target }) => {
            const index = target.valueAsNumber;
            setChosen(index === readouts.length - 1 ? undefined : readouts[index]?.step);
          }}
          type="range"
          value={place}
        />
      )}
      {readout.type === "filled"
        ? readout.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same rows each time
            <TokenRow key={index} row={row} />
          ))
        : readout.texts.map(({ start, rest }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same beginnings each time
            <p className={css.written} key={index}>
              {start}
              <b>{rest}</b>
            </p>
          ))}
      {attention && <AttentionMap attention={attention} step={step} />}
    </div>
  );
}

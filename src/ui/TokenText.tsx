import { type KeyboardEvent, memo, useId, useState } from "react";
import { Candidates, type TokenChoice } from "./Candidates.tsx";
import { percentText } from "./number.ts";
import parts from "./parts.module.css";
import { movedBy } from "./roving.ts";
import css from "./TokenText.module.css";
import { bandOf, bands, visibleText } from "./token.ts";
import type { Speaking, Translate, UiKey } from "./words.ts";

export interface Token extends TokenChoice {
  /** The most probable ones at its place, best first. */
  readonly top: readonly TokenChoice[];
}

interface TokenTextProps extends Speaking {
  readonly tokens: readonly Token[];
  /** What is written, for the list's name. */
  readonly label: string;
  /** Goes on from one place with another of its candidates. */
  readonly onChoose?: ((place: number, id: number) => void) | undefined;
}

interface MarkProps {
  readonly id: string;
  readonly index: number;
  readonly text: string;
  readonly probability: number;
  readonly selected: boolean;
  readonly onPick: (index: number) => void;
  readonly locale: string;
}

/** Plain props, so that the thousand tokens already there are not drawn anew for each that comes. */
const Mark = memo(function Mark({ id, index, text, probability, selected, onPick, locale }: MarkProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its option by aria-activedescendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
    <span
      id={id}
      role="option"
      aria-selected={selected}
      aria-label={`${visibleText(text)} ${percentText(probability, locale)}`}
      className={css.token}
      data-band={bandOf(probability)}
      onClick={() => onPick(index)}
    >
      {text}
    </span>
  );
});

/** Tokens as they were written, shaded by how unsure the model was; the chosen one beside the ten that it beat. */
export function TokenText({ tokens, label, onChoose, t, locale }: TokenTextProps) {
  const base = useId();
  const [shaded, setShaded] = useState(true);
  const [picked, setPicked] = useState<number>();
  const index = picked === undefined ? undefined : Math.min(picked, tokens.length - 1);
  const token = index === undefined ? undefined : tokens[index];
  const onKeyDown = (event: KeyboardEvent) => {
    const to = movedBy(event.key, index ?? 0, tokens.length);
    if (to === undefined) return;
    event.preventDefault();
    const next = index === undefined ? 0 : to;
    setPicked(next);
    document.getElementById(`${base}${next}`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div className={parts.split}>
      <div>
        <div
          role="listbox"
          tabIndex={0}
          aria-label={label}
          aria-activedescendant={index === undefined ? undefined : `${base}${index}`}
          className={css.text}
          data-shaded={shaded}
          onKeyDown={onKeyDown}
        >
          {tokens.map(({ text, probability }, place) => (
            <Mark
              // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place; tokens are only ever appended
              key={place}
              id={`${base}${place}`}
              index={place}
              text={text}
              probability={probability}
              selected={place === index}
              onPick={setPicked}
              locale={locale}
            />
          ))}
        </div>
        <Legend shaded={shaded} onShaded={setShaded} t={t} />
      </div>
      <section className={css.panel} aria-live="polite">
        {token === undefined ? (
          <p className={parts.mute}>{t("ui.token.pick")}</p>
        ) : (
          <>
            <p className={css.chosen}>
              <code>{visibleText(token.text)}</code>
              <span className={parts.num}>{percentText(token.probability, locale)}</span>
            </p>
            <Candidates
              candidates={token.top}
              writtenId={token.id}
              onChoose={onChoose && index !== undefined ? (id) => onChoose(index, id) : undefined}
              t={t}
              locale={locale}
            />
          </>
        )}
      </section>
    </div>
  );
}

interface LegendProps {
  readonly shaded: boolean;
  readonly onShaded: (shaded: boolean) => void;
  readonly t: Translate<UiKey>;
}

function Legend({ shaded, onShaded, t }: LegendProps) {
  return (
    <p className={css.legend}>
      <label className={css.shade}>
        <input type="checkbox" checked={shaded} onChange={(event) => onShaded(event.currentTarget.checked)} />
        {t("ui.token.shade")}
      </label>
      {shaded &&
        bands.map(({ band, words }) => (
          <span key={band} className={css.token} data-band={band}>
            {t(words)}
          </span>
        ))}
    </p>
  );
}

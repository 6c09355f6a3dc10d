import { type KeyboardEvent, memo, useId, useState } from "react";
import { Bars } from "./Bars.tsx";
import { percentText } from "./number.ts";
import parts from "./parts.module.css";
import { SortableTable } from "./SortableTable.tsx";
import css from "./TokenText.module.css";
import { bandOf, bands, visibleText } from "./token.ts";
import type { Speaking, Translate } from "./words.ts";

export interface TokenChoice {
  readonly id: number;
  readonly text: string;
  readonly probability: number;
}

export interface Token extends TokenChoice {
  /** The most probable ones at its place, best first. */
  readonly top: readonly TokenChoice[];
}

interface TokenTextProps extends Speaking {
  readonly tokens: readonly Token[];
  /** What is written, for the list's name. */
  readonly label: string;
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

type Move = (index: number, count: number) => number;

const moves: ReadonlyMap<string, Move> = new Map<string, Move>([
  ["ArrowRight", (index) => index + 1],
  ["ArrowDown", (index) => index + 1],
  ["ArrowLeft", (index) => index - 1],
  ["ArrowUp", (index) => index - 1],
  ["Home", () => 0],
  ["End", (_, count) => count - 1],
]);

/** Tokens as they were written, shaded by how unsure the model was; the chosen one beside the ten that it beat. */
export function TokenText({ tokens, label, t, locale }: TokenTextProps) {
  const base = useId();
  const [picked, setPicked] = useState<number>();
  const index = picked === undefined ? undefined : Math.min(picked, tokens.length - 1);
  const token = index === undefined ? undefined : tokens[index];
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves.get(event.key);
    if (move === undefined || tokens.length === 0) return;
    event.preventDefault();
    const next = index === undefined ? 0 : Math.max(0, Math.min(tokens.length - 1, move(index, tokens.length)));
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
        <Legend t={t} />
        <TokenTable tokens={tokens} t={t} locale={locale} />
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
            <Bars
              caption={t("ui.token.candidates")}
              labelHead={t("ui.token.token")}
              valueHead={t("ui.token.probability")}
              rows={token.top.map((candidate) => ({
                id: String(candidate.id),
                label: <code className={css.code}>{visibleText(candidate.text)}</code>,
                note: candidate.id === token.id ? t("ui.token.written") : undefined,
                share: candidate.probability,
                text: percentText(candidate.probability, locale),
              }))}
            />
          </>
        )}
      </section>
    </div>
  );
}

type TokenTableProps = Pick<TokenTextProps, "tokens" | "t" | "locale">;

/** The same as a table, which sorts by how sure the model was. It is in the page only while it is open. */
function TokenTable({ tokens, t, locale }: TokenTableProps) {
  const [isOpen, setOpen] = useState(false);
  const rows = isOpen ? tokens.map((token, place) => ({ token, place })) : [];
  return (
    <details className={parts.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("ui.table")}</summary>
      {isOpen && (
        <SortableTable
          caption={t("ui.token.table")}
          columns={[
            { id: "place", head: "#", cell: ({ place }) => place + 1, sortValue: ({ place }) => place, numeric: true },
            {
              id: "token",
              head: t("ui.token.token"),
              cell: ({ token }) => <code>{visibleText(token.text)}</code>,
              sortValue: ({ token }) => token.text,
            },
            {
              id: "probability",
              head: t("ui.token.probability"),
              cell: ({ token }) => percentText(token.probability, locale),
              sortValue: ({ token }) => token.probability,
              numeric: true,
            },
          ]}
          keyOf={({ place }) => place}
          locale={locale}
          rows={rows}
          t={t}
        />
      )}
    </details>
  );
}

function Legend({ t }: { readonly t: Translate }) {
  return (
    <p className={css.legend}>
      {bands.map(({ band, words }) => (
        <span key={band} className={css.token} data-band={band}>
          {t(words)}
        </span>
      ))}
    </p>
  );
}

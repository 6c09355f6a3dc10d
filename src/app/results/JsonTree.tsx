import { type ReactNode, useState } from "react";
import { useWords } from "../i18n/words.tsx";
import css from "./JsonTree.module.css";

/** Of one list or object at first: a thousand rows at once take the browser a second. */
const shownAtOnce = 100;
/** A picture as a data URL has millions. */
const shownCharacters = 300;

interface NodeProps {
  readonly name?: string | undefined;
  readonly value: unknown;
  /** Whether it is open at first. */
  readonly open: boolean;
}

/** A value as programs get it, each list and object to be folded; what is folded is not in the page. */
export function JsonTree({ value }: { readonly value: unknown }) {
  return (
    <div className={css.tree}>
      <Node open value={value} />
    </div>
  );
}

function Node({ name, value, open }: NodeProps) {
  const label = name === undefined ? null : <span className={css.name}>{name}: </span>;
  if (typeof value !== "object" || value === null) {
    return (
      <div className={css.leaf}>
        {label}
        <Leaf value={value} />
      </div>
    );
  }
  const entries = Object.entries(value);
  const [before, after] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) {
    return (
      <div className={css.leaf}>
        {label}
        {before}
        {after}
      </div>
    );
  }
  const brief = Array.isArray(value) ? `${before}${entries.length}${after}` : `${before}${keysOf(entries)}${after}`;
  return (
    <Fold
      brief={
        <>
          {label}
          <span className={css.brief}>{brief}</span>
        </>
      }
      open={open}
    >
      <Entries entries={entries} isList={Array.isArray(value)} />
    </Fold>
  );
}

function keysOf(entries: readonly (readonly [string, unknown])[]): string {
  const keys = entries.slice(0, 4).map(([key]) => key);
  return ` ${keys.join(", ")}${entries.length > keys.length ? ", …" : ""} `;
}

function Fold({ brief, open, children }: { readonly brief: ReactNode; open: boolean; children: ReactNode }) {
  const [isOpen, setOpen] = useState(open);
  return (
    <details className={css.fold} onToggle={(event) => setOpen(event.currentTarget.open)} open={isOpen}>
      <summary>{brief}</summary>
      {isOpen && <div className={css.inside}>{children}</div>}
    </details>
  );
}

interface EntriesProps {
  readonly entries: readonly (readonly [string, unknown])[];
  readonly isList: boolean;
}

function Entries({ entries, isList }: EntriesProps) {
  const { t } = useWords();
  const [shown, setShown] = useState(shownAtOnce);
  const isSmall = entries.length <= 20;
  return (
    <>
      {entries.slice(0, shown).map(([key, value]) => (
        <Node key={key} name={key} open={isSmall && !(isList && Array.isArray(value))} value={value} />
      ))}
      {entries.length > shown && (
        <button className="chip" onClick={() => setShown(shown + 10 * shownAtOnce)} type="button">
          {t("results.json.more", { count: entries.length - shown })}
        </button>
      )}
    </>
  );
}

function Leaf({ value }: { readonly value: unknown }) {
  const { t } = useWords();
  if (typeof value !== "string") return <span className={css.number}>{JSON.stringify(value)}</span>;
  if (value.length <= shownCharacters) return <span className={css.string}>{JSON.stringify(value)}</span>;
  return (
    <>
      <span className={css.string}>{JSON.stringify(value.slice(0, shownCharacters))}…</span>{" "}
      <span className={css.brief}>{t("results.json.characters", { count: value.length })}</span>
    </>
  );
}

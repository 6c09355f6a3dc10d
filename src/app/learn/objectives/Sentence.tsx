import { type KeyboardEvent, useId } from "react";
import type { Guesses } from "../../../tasks/common/text/guesses.ts";
import { decimalText } from "../../../ui/number.ts";
import { movedBy } from "../../../ui/roving.ts";
import { bandOf, visibleText } from "../../../ui/token.ts";
import { useWords } from "../../i18n/words.tsx";
import own from "./Objectives.module.css";

interface SentenceProps {
  readonly read: Guesses;
  readonly label: string;
  /** The place that is guessed. */
  readonly place: number | undefined;
  /** Places that are hidden; `undefined` where the past ends before `place`. */
  readonly hidden: readonly number[] | undefined;
  /** @param at the first character of a token, in code points */
  readonly onChoose: (at: number) => void;
}

/** What a model sees of the text when it guesses one place; below each token its loss when that was guessed. */
export function Sentence({ read: { tokens, guesses }, label, place, hidden, onChoose }: SentenceProps) {
  const { t, locale } = useWords();
  const base = useId();
  const guessAt = new Map(guesses.map((guess) => [guess.place, guess]));
  const choosable = tokens.flatMap(({ isSpecial }, at) => (isSpecial ? [] : [at]));

  function choose(at: number | undefined): void {
    const token = at === undefined ? undefined : tokens[at];
    if (token && !token.isSpecial) onChoose(token.start);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const to = movedBy(event.key, place === undefined ? 0 : choosable.indexOf(place), choosable.length);
    if (to === undefined) return;
    event.preventDefault();
    choose(choosable[to]);
  }

  function stateOf(at: number): "hidden" | "unseen" | "seen" {
    if (hidden) return hidden.includes(at) ? "hidden" : "seen";
    if (place === undefined || at < place) return "seen";
    return at === place ? "hidden" : "unseen";
  }

  return (
    <div
      aria-activedescendant={place === undefined ? undefined : `${base}${place}`}
      aria-label={label}
      className={own.sentence}
      onKeyDown={onKeyDown}
      role="listbox"
      tabIndex={0}
    >
      {tokens.map(({ text, isSpecial }, at) => {
        const state = stateOf(at);
        const guess = guessAt.get(at);
        const word = visibleText(text);
        const said = guess ? t("learn.objectives.loss-of", { loss: decimalText(guess.loss, locale, 2) }) : "";
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its option by aria-activedescendant
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
          <span
            aria-disabled={isSpecial || undefined}
            aria-label={`${word} · ${t(`learn.objectives.state.${state}`)}${said && ` · ${said}`}`}
            aria-selected={at === place}
            className={own.token}
            data-band={guess && bandOf(guess.probability)}
            data-special={isSpecial || undefined}
            data-state={state}
            id={`${base}${at}`}
            // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
            key={at}
            onClick={() => choose(at)}
            role="option"
          >
            <span className={own.word}>{word}</span>
            <small>{guess ? decimalText(guess.loss, locale, 2) : "–"}</small>
          </span>
        );
      })}
    </div>
  );
}

import { useEffect } from "react";
import type { Phrases } from "../../tasks/phrases.ts";
import { useFirstInput } from "../first-input.ts";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { useLoaded } from "../lazy.ts";
import { useApp } from "../store/context.tsx";
import { findCardIn, modelIn } from "../store/selectors.ts";
import css from "./chat.module.css";
import { findPhrase, withPhrase } from "./phrase.ts";

const menus = import.meta.glob<Phrases>("../../tasks/*/phrases.ts", { import: "phrases" });

interface PhraseMenuProps {
  /** The turn being written. */
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** What the chosen model is asked by tokens for, so that nobody has to know them; nothing for most models. */
export function PhraseMenu({ text, onText }: PhraseMenuProps) {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const family = useApp((state) => findCardIn(state)?.family ?? "");
  const task = useApp((state) => state.task);
  const menu = useLoaded(task, async (of) => menus[`../../tasks/${of}/phrases.ts`]?.());
  const model = useApp((state) => modelIn(state).model);
  const learnModel = useApp((state) => state.learnModel);
  const isTouched = useFirstInput();
  // Of a model that no list has, its host tells the family. Nobody is asked before the page is used.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another model is to be learned anew
  useEffect(() => {
    if (menu && isTouched) void learnModel();
  }, [menu, isTouched, learnModel, model]);
  if (!menu?.isFor(family)) return null;
  const all = menu.groups.flatMap(({ phrases }) => phrases);
  const chosen = findPhrase(all, text);

  function choose(name: string): void {
    const next = all.find((phrase) => phrase.name === name);
    onText(withPhrase(text, chosen, next));
  }

  return (
    <select
      aria-label={t("chat.phrases")}
      className={css.phrases}
      data-testid="phrase"
      onChange={(event) => choose(event.currentTarget.value)}
      value={chosen?.name ?? ""}
    >
      <option value="">{t("chat.phrases-none")}</option>
      {menu.groups.map(({ word, phrases }) => (
        <optgroup key={word} label={taskWord(word)}>
          {phrases.map((phrase) => (
            <option key={phrase.name} value={phrase.name}>
              {taskWord(phrase.word)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

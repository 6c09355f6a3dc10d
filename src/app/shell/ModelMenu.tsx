import { useEffect, useLayoutEffect, useState } from "react";
import { findModelProblem, findModelRef } from "../../hub/reference.ts";
import { loadStored, type Stored } from "../../hub/stored.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { entriesIn, modelIn } from "../store/selectors.ts";
import type { Combobox } from "./combobox/combobox.ts";
import { keepFocus, Option } from "./combobox/Option.tsx";
import { ModelNotes } from "./ModelNotes.tsx";
import "../styles/menu.css";
import type { ModelEntry } from "../store/selectors.ts";

interface ModelMenuProps {
  readonly combobox: Combobox;
  /** `undefined` while nothing is being typed. */
  readonly typed: string | undefined;
}

/** The curated models of the task, with what a reader wants to know before anything moves; and any other by its id. */
export function ModelMenu({ combobox, typed }: ModelMenuProps) {
  const { t } = useWords();
  const entries = useApp(entriesIn);
  const model = useApp((state) => modelIn(state).model);
  const stored = useStored();
  const text = typed?.trim() ?? "";
  const shown = entriesFor(entries, text);
  const isNew = text !== "" && findModelRef(text) !== undefined && entries.every(({ id }) => id !== text);
  const problem = text === "" || shown.length > 0 ? undefined : findModelProblem(text);
  const keys = [...shown.map(({ id }) => id), ...(isNew ? [text] : [])];
  useLayoutEffect(() => combobox.offer({ groups: [{ id: "models", keys }], best: undefined }));

  return (
    <div className="menu menu-models">
      <div
        aria-label={t("shell.model.list")}
        className="menu-list"
        id={combobox.listId}
        onMouseDown={keepFocus}
        role="listbox"
        tabIndex={-1}
      >
        {shown.map((entry) => (
          <Option
            combobox={combobox}
            isSelected={entry.id === model}
            key={entry.id}
            optionKey={entry.id}
            value={entry.id}
          >
            <ModelNotes entry={entry} stored={stored?.get(entry.id) ?? []} />
          </Option>
        ))}
        {isNew && (
          <Option combobox={combobox} isSelected={text === model} optionKey={text}>
            {t("shell.model.use", { model: text })}
          </Option>
        )}
      </div>
      <p className="menu-foot" data-bad={problem !== undefined || undefined} role="status">
        {problem ? t("notice.model-not-found", { model: text, problem }) : t("shell.model.any")}
      </p>
    </div>
  );
}

function useStored(): Stored | undefined {
  const [stored, setStored] = useState<Stored>();
  useEffect(() => {
    void loadStored().then(setStored);
  }, []);
  return stored;
}

/** The models that what is typed may mean; all of them while nothing is typed. */
export function entriesFor(entries: readonly ModelEntry[], text: string): readonly ModelEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ id, card }) => {
    const searched = [id, card?.family, card?.licence, ...(card?.languages ?? [])].join(" ").toLowerCase();
    return words.every((word) => searched.includes(word));
  });
}

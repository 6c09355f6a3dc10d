import { useState } from "react";
import { useWords } from "../i18n/words.tsx";
import { CaretIcon } from "../shell/icons.tsx";
import { useApp } from "../store/context.tsx";
import { definitionIn } from "../store/selectors.ts";
import { drawnOptionsOf, OptionRows } from "./OptionRows.tsx";

/** All options of the task, drawn from its definition. Folded, they stay reachable: who gets to one opens the panel. */
export function OptionsPanel() {
  const { t } = useWords();
  const { options } = useApp(definitionIn);
  const task = useApp((state) => state.task);
  const changedCount = useApp((state) => Object.keys(state.options[state.task] ?? {}).length);
  const [isOpen, setIsOpen] = useState(true);
  if (drawnOptionsOf(options).length === 0) return null;

  return (
    <div className="options">
      <button
        aria-controls={`options-${task}`}
        aria-expanded={isOpen}
        className="options-head"
        onClick={() => setIsOpen(!isOpen)}
        type="button"
      >
        <span>{t("shell.options")}</span>
        {changedCount > 0 && <span className="count num">{t("shell.options.changed", { count: changedCount })}</span>}
        <CaretIcon />
      </button>
      <fieldset
        aria-label={t("shell.options")}
        className={isOpen ? "options-rows" : "visually-hidden"}
        id={`options-${task}`}
        onFocus={() => setIsOpen(true)}
      >
        <OptionRows />
      </fieldset>
    </div>
  );
}

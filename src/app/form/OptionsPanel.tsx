import { useState } from "react";
import type { Option } from "../../tasks/options.ts";
import { useWords } from "../i18n/words.tsx";
import { CaretIcon } from "../shell/icons.tsx";
import { useApp } from "../store/context.tsx";
import { definitionIn, optionsIn } from "../store/selectors.ts";
import { OptionRow } from "./OptionRow.tsx";

/** All options of the task, drawn from its definition. Folded, they stay reachable: who gets to one opens the panel. */
export function OptionsPanel() {
  const { t } = useWords();
  const { options } = useApp(definitionIn);
  const task = useApp((state) => state.task);
  const values = useApp(optionsIn);
  const changedCount = useApp((state) => Object.keys(state.options[state.task] ?? {}).length);
  const [isOpen, setIsOpen] = useState(true);
  const drawn = Object.entries(options).filter(([, { hidden }]) => !hidden);
  if (drawn.length === 0) return null;

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
        {drawn.map(([name, option], index) => (
          <OptionRow
            belongsAbove={belongsTo(drawn[index - 1], option)}
            key={name}
            name={name}
            option={option}
            value={values[name] ?? null}
            values={values}
          />
        ))}
      </fieldset>
    </div>
  );
}

/** Whether an option hangs on the one above it, or on the same one as that. */
function belongsTo(above: readonly [name: string, option: Option] | undefined, { when }: Option): boolean {
  if (!above || !when) return false;
  const [name, { when: other }] = above;
  return when.option === name || when.option === other?.option;
}

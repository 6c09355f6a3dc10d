import { useRef } from "react";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { useLazyPart } from "../lazy.ts";
import { useApp } from "../store/context.tsx";
import { definitionIn } from "../store/selectors.ts";
import { CaretIcon } from "./icons.tsx";

/** The name of the task, and its menu, which comes with its words at first hover or focus. */
export function TaskPicker() {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const modality = useApp((state) => definitionIn(state).modality);
  const box = useRef<HTMLDivElement>(null);
  const typed = useRef<string>(undefined);
  const { part, prepare, want } = useLazyPart(() => import("./TaskCombo.tsx"));
  const title = taskWord("title");

  return (
    <div className="pick pick-task" onPointerEnter={prepare} ref={box}>
      <span className="pick-label">{t(`shell.modality.${modality}`)}</span>
      {part ? (
        <part.TaskCombo box={box} title={title} typed={typed.current} />
      ) : (
        // Stands in until the menu has come, and hands over what was typed in the meantime.
        <>
          <input
            aria-autocomplete="list"
            aria-controls="task-menu"
            aria-expanded="false"
            aria-label={t("shell.task")}
            className="pick-input"
            data-testid="task-picker"
            defaultValue={title}
            key={title}
            onFocus={want}
            onInput={(event) => {
              typed.current = event.currentTarget.value;
            }}
            role="combobox"
          />
          <CaretIcon />
        </>
      )}
    </div>
  );
}

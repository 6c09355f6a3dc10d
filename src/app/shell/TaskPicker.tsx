import { useState } from "react";
import { isTaskId } from "../../tasks/index.ts";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { useLazyPart } from "../lazy.ts";
import { useApp } from "../store/context.tsx";
import { definitionIn } from "../store/selectors.ts";
import { useCombobox } from "./combobox/combobox.ts";
import { CaretIcon } from "./icons.tsx";

/** The name of the task, and its menu, which comes with its words at first hover or focus. */
export function TaskPicker() {
  const { t } = useWords();
  const title = useTaskWords()("title");
  const modality = useApp((state) => definitionIn(state).modality);
  const setTask = useApp((state) => state.setTask);
  /** `undefined` while nothing is looked for: the name of the task stands there, and all tasks are offered. */
  const [query, setQuery] = useState<string>();
  const { part, prepare, want } = useLazyPart(() => import("./TaskMenu.tsx"));
  const combobox = useCombobox((key) => {
    setQuery(undefined);
    const id = key.replace(/^.*:/, "");
    if (isTaskId(id)) void setTask(id);
  });

  function close(): void {
    combobox.close();
    setQuery(undefined);
  }

  return (
    <div className="pick pick-task">
      <span className="pick-label">{t(`shell.modality.${modality}`)}</span>
      <input
        {...combobox.inputProps}
        aria-label={t("shell.task")}
        autoCapitalize="off"
        autoComplete="off"
        className="pick-input"
        data-testid="task-picker"
        onBlur={close}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          combobox.typed();
        }}
        onClick={combobox.open}
        onFocus={(event) => {
          want();
          event.currentTarget.select();
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape" && !event.nativeEvent.isComposing) setQuery(undefined);
          combobox.onKeyDown(event);
        }}
        onPointerEnter={prepare}
        spellCheck={false}
        value={query ?? title}
      />
      <CaretIcon />
      {part && combobox.isOpen && <part.TaskMenu combobox={combobox} query={query ?? ""} />}
    </div>
  );
}

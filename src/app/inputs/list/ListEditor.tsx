import { useId, useState } from "react";
import type { ListField } from "../../../tasks/fields/list.ts";
import parts from "../../../ui/parts.module.css";
import { useWords } from "../../i18n/words.tsx";
import { charactersIn } from "../count.ts";
import type { EditorProps } from "../editor.ts";
import { Frame } from "../Frame.tsx";
import { linesOf } from "../lines.ts";
import { TextBox } from "../TextBox.tsx";
import { TextFileButton } from "../TextFileButton.tsx";
import { useTextFile } from "../text-file.tsx";
import { useUndo } from "../undo.ts";
import { ChipList } from "./ChipList.tsx";

interface ListEditorProps extends EditorProps<string> {
  readonly field: ListField;
}

/** Several texts, one a line, or as chips where they are short; lines that hold nothing do not count. */
export function ListEditor({ field, ...props }: ListEditorProps) {
  const { value, onChange, disabled } = props;
  const { t } = useWords();
  const id = useId();
  const { replace, undo } = useUndo(value, onChange);
  const file = useTextFile({ name: props.name, value, disabled, onText: replace });
  const items = linesOf(value).length;
  const characters = charactersIn(value);
  const hasChips = field.shape === "chips";
  const [showsLines, setShowsLines] = useState(!hasChips);
  return (
    <Frame
      name={props.name}
      htmlFor={id}
      optional={field.optional ?? false}
      undo={undo}
      tools={
        <>
          {!hasChips && <TextFileButton {...props} onFile={file.take} />}
          {hasChips && (
            <button
              type="button"
              className={parts.chip}
              aria-pressed={showsLines}
              onClick={() => setShowsLines(!showsLines)}
            >
              {t("inputs.as-lines")}
            </button>
          )}
          {value !== "" && (
            <button type="button" className={parts.chip} disabled={disabled} onClick={() => replace("")}>
              {t("inputs.clear")}
            </button>
          )}
        </>
      }
      foot={
        <>
          <span id={`${id}count`}>
            {items > field.maxItems
              ? t("inputs.items-of", { count: items, max: field.maxItems })
              : items > 0 && t("inputs.items", { count: items })}
          </span>
          <span hidden={!showsLines}>
            {characters > field.maxLength
              ? t("inputs.characters-of", { count: characters, max: field.maxLength })
              : characters > 0 && t("inputs.characters", { count: characters })}
          </span>
          {file.choice}
        </>
      }
    >
      {!showsLines && (
        <ChipList
          id={id}
          name={props.name}
          items={linesOf(value)}
          disabled={disabled}
          invalid={props.invalid}
          describedBy={`${id}count`}
          onChange={(next) => onChange(next.join("\n"))}
          onRemove={(next) => replace(next.join("\n"))}
        />
      )}
      <TextBox
        {...props}
        id={showsLines ? id : `${id}lines`}
        rows={field.rows}
        describedBy={`${id}count`}
        onFile={file.take}
        hidden={!showsLines}
      />
    </Frame>
  );
}

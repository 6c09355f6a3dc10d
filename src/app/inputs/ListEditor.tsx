import { useId } from "react";
import type { ListField } from "../../tasks/fields.ts";
import parts from "../../ui/parts.module.css";
import { useWords } from "../i18n/words.tsx";
import { charactersIn } from "./count.ts";
import { linesOf } from "./draft.ts";
import type { EditorProps } from "./editor.ts";
import { Frame } from "./Frame.tsx";
import { TextBox } from "./TextBox.tsx";
import { useUndo } from "./undo.ts";

interface ListEditorProps extends EditorProps<string> {
  readonly field: ListField;
}

/** Several texts, one a line; lines that hold nothing do not count. */
export function ListEditor({ field, ...props }: ListEditorProps) {
  const { value, onChange, disabled } = props;
  const { t } = useWords();
  const id = useId();
  const { replace, undo } = useUndo(value, onChange);
  const items = linesOf(value).length;
  const characters = charactersIn(value);
  return (
    <Frame
      name={props.name}
      htmlFor={id}
      undo={undo}
      tools={
        value !== "" && (
          <button type="button" className={parts.chip} disabled={disabled} onClick={() => replace("")}>
            {t("inputs.clear")}
          </button>
        )
      }
      foot={
        <>
          <span id={`${id}count`}>
            {items > field.maxItems
              ? t("inputs.items-of", { count: items, max: field.maxItems })
              : t("inputs.items", { count: items })}
          </span>
          <span>
            {characters > field.maxLength
              ? t("inputs.characters-of", { count: characters, max: field.maxLength })
              : t("inputs.characters", { count: characters })}
          </span>
        </>
      }
    >
      <TextBox {...props} id={id} rows={field.rows} describedBy={`${id}count`} onFile={replace} />
    </Frame>
  );
}

import { useId } from "react";
import { flushSync } from "react-dom";
import type { TextField } from "../../../tasks/fields/text.ts";
import parts from "../../../ui/parts.module.css";
import { useWords } from "../../i18n/words.tsx";
import { charactersIn } from "../count.ts";
import type { EditorProps } from "../editor.ts";
import { Frame } from "../Frame.tsx";
import { TextBox } from "../TextBox.tsx";
import { TextFileButton } from "../TextFileButton.tsx";
import { useTextFile } from "../text-file.tsx";
import { useUndo } from "../undo.ts";
import { findSelection, placeCaret, withInserted } from "./insert.ts";

interface TextEditorProps extends EditorProps<string> {
  readonly field: TextField;
}

/** What most models were trained with, and what the task understands in any case. */
const commonMask = "[MASK]";

/** From here on the limit is said beside the count. */
const nearLimit = 0.8;

export function TextEditor({ field, maskToken = commonMask, ...props }: TextEditorProps) {
  const { value, onChange, disabled } = props;
  const { t } = useWords();
  const id = useId();
  const { replace, undo } = useUndo(value, onChange);
  const file = useTextFile({ name: props.name, value, disabled, onText: replace });
  const count = charactersIn(value);
  const near = count > field.maxLength * nearLimit;
  function insertMask() {
    const { start, end } = findSelection(id) ?? { start: value.length, end: value.length };
    const { text, caret } = withInserted(value, start, end, maskToken);
    // Else the caret would come after the next key, and undo what it selected.
    flushSync(() => replace(text));
    placeCaret(id, caret);
  }
  return (
    <Frame
      name={props.name}
      htmlFor={id}
      optional={field.optional ?? false}
      undo={undo}
      tools={
        <>
          {field.masks && (
            <button type="button" className={parts.chip} disabled={disabled} onClick={insertMask}>
              {t("inputs.insert", { token: maskToken })}
            </button>
          )}
          {field.rows > 1 && <TextFileButton {...props} onFile={file.take} />}
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
            {near
              ? t("inputs.characters-of", { count, max: field.maxLength })
              : count > 0 && t("inputs.characters", { count })}
          </span>
          {file.choice}
        </>
      }
    >
      <TextBox {...props} id={id} rows={field.rows} describedBy={`${id}count`} onFile={file.take} />
    </Frame>
  );
}

import { useId, useLayoutEffect, useRef, useState } from "react";
import type { MessagesField } from "../../../tasks/fields/messages.ts";
import parts from "../../../ui/parts.module.css";
import { useWords } from "../../i18n/words.tsx";
import { charactersIn } from "../count.ts";
import type { EditorProps } from "../editor.ts";
import { Frame } from "../Frame.tsx";
import type { ImageDraft } from "../picture/draft.ts";
import { TextBox } from "../TextBox.tsx";
import { useTextFile } from "../text-file.tsx";
import { useUndo } from "../undo.ts";
import { AttachedPictures } from "./AttachedPictures.tsx";
import { askedAgain, type MessagesDraft, noMessages, withoutTurn, withSystemTurn, withTurn } from "./chat.ts";
import { MessagesJson } from "./MessagesJson.tsx";
import { type Editing, Turns } from "./Turns.tsx";

interface MessagesEditorProps extends EditorProps<MessagesDraft> {
  readonly field: MessagesField;
}

const noPictures: readonly ImageDraft[] = [];

/** A conversation so far, and the user turn that the next run sends. */
export function MessagesEditor({ field, ...props }: MessagesEditorProps) {
  const { value, onChange, onNotice, disabled } = props;
  const { turns, text, pictures = noPictures } = value;
  const { t } = useWords();
  const id = useId();
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  }, [value]);
  const { replace, undo } = useUndo(value, onChange);
  const [editing, setEditing] = useState<Editing>();
  const file = useTextFile({
    name: props.name,
    value: text,
    disabled,
    onText: (next) => replace({ ...value, text: next }),
  });
  const count = charactersIn(text);
  const hasSystem = turns.some(({ role }) => role === "system");
  return (
    <Frame
      name={props.name}
      htmlFor={id}
      optional={false}
      undo={undo}
      tools={
        <>
          {!hasSystem && (
            <button
              type="button"
              className={parts.chip}
              disabled={disabled}
              onClick={() => {
                onChange(withSystemTurn(value, ""));
                setEditing({ index: 0, before: "" });
              }}
            >
              {t("inputs.system-add")}
            </button>
          )}
          {(turns.length > 0 || text !== "" || pictures.length > 0) && (
            <button
              type="button"
              className={parts.chip}
              disabled={disabled}
              onClick={() => {
                setEditing(undefined);
                replace(noMessages);
              }}
            >
              {t("inputs.new-chat")}
            </button>
          )}
        </>
      }
    >
      <Turns
        turns={turns}
        disabled={disabled}
        editing={editing}
        onEditing={setEditing}
        onEdit={(index, content) => onChange(withTurn(value, index, content))}
        onRemove={(index) => {
          setEditing(undefined);
          replace(withoutTurn(value, index));
        }}
        onAskAgain={(index) => {
          setEditing(undefined);
          replace(askedAgain(value, index));
          document.getElementById(id)?.focus();
        }}
      />
      <TextBox
        {...props}
        id={id}
        rows={3}
        value={text}
        describedBy={`${id}count`}
        onChange={(next) => onChange({ ...value, text: next })}
        onFile={file.take}
      />
      {field.also?.includes("text") && (
        // The way in for a program that gives one turn's words by themselves (docs/contract.md).
        <textarea
          data-testid="input-text"
          className={parts.hidden}
          aria-hidden
          tabIndex={-1}
          readOnly={disabled}
          value={text}
          onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
        />
      )}
      {field.pictures && (
        <AttachedPictures
          value={pictures}
          onChange={(next) => replace({ ...value, pictures: next })}
          onAdd={(drafts) => {
            const now = latest.current;
            onChange({ ...now, pictures: [...(now.pictures ?? noPictures), ...drafts] });
          }}
          onNotice={onNotice}
          onReading={props.onReading}
          active={props.active}
          disabled={disabled}
        />
      )}
      <MessagesJson
        name={props.name}
        turns={turns}
        beside={
          <>
            <span id={`${id}count`}>
              {count > field.maxLength
                ? t("inputs.characters-of", { count, max: field.maxLength })
                : t("inputs.characters", { count })}
            </span>
            {file.choice}
          </>
        }
        disabled={disabled}
        onNotice={onNotice}
        onReading={props.onReading}
        pictures={field.pictures ? pictures : undefined}
        onChange={(next, left) => {
          setEditing(undefined);
          replace({ turns: next, text: "", ...(left.length > 0 && { pictures: left }) });
        }}
      />
    </Frame>
  );
}

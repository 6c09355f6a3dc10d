import { type KeyboardEvent, type ReactNode, useId } from "react";
import type { MessagesField } from "../../../tasks/fields/messages.ts";
import parts from "../../../ui/parts.module.css";
import { useFindTaskWord, useWords } from "../../i18n/words.tsx";
import { charactersIn } from "../count.ts";
import type { EditorProps } from "../editor.ts";
import { TextBox } from "../TextBox.tsx";
import { useTextFile } from "../text-file.tsx";
import { AttachButton, AttachedList } from "./Attachments.tsx";
import css from "./Composer.module.css";
import type { MessagesDraft } from "./chat.ts";

interface ComposerProps extends EditorProps<MessagesDraft> {
  /** Of the element that takes the words. */
  readonly id?: string;
  readonly field: MessagesField;
  /** A change that can be taken back. */
  readonly onReplace: (next: MessagesDraft) => void;
  /** What Enter does; where left out, it is a new line. */
  readonly onSend?: () => void;
  /** At the end of the line below the words. */
  readonly children?: ReactNode;
}

/** A share of the limit from which on it is worth a word. */
const nearLimit = 0.8;

/** On a keyboard of glass, Enter is the only way to a new line. */
const isTouched = () => matchMedia("(hover: none) and (pointer: coarse)").matches;

/** The user turn that the next run sends: its words, and what is attached to it. */
export function Composer({ id: given, field, onReplace, onSend, children, ...props }: ComposerProps) {
  const { value, onChange, onNotice, onReading, active, disabled } = props;
  const { text, attached = [] } = value;
  const { t } = useWords();
  const find = useFindTaskWord();
  const own = useId();
  const id = given ?? own;
  const file = useTextFile({
    name: props.name,
    value: text,
    disabled,
    onText: (next) => onReplace({ ...value, text: next }),
  });
  const count = charactersIn(text);
  const attachable = [...(field.parts ?? []), ...(field.frames === undefined ? [] : (["video"] as const))];

  function onKeyDown(event: KeyboardEvent): void {
    const isEnter = event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    // 229: Safari tells of an input method's Enter only after it was closed.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (!onSend || !isEnter || isComposing || event.target !== document.getElementById(id) || isTouched()) return;
    event.preventDefault();
    onSend();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in the text sends it
    <div className={css.composer} data-invalid={props.invalid || undefined} onKeyDown={onKeyDown}>
      <label className={parts.hidden} htmlFor={id}>
        {find(`input.${props.name}.placeholder`) ?? props.name}
      </label>
      {attached.length > 0 && (
        <AttachedList
          attached={attached}
          disabled={disabled}
          onChange={(next) => onReplace({ ...value, attached: next })}
        />
      )}
      <TextBox
        {...props}
        id={id}
        rows={2}
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
      <div className={css.bar}>
        {attachable.map((kind) => (
          <AttachButton
            key={kind}
            kind={kind}
            frames={field.frames}
            onAdd={(added) => onChange({ ...value, attached: [...attached, ...added] })}
            onNotice={onNotice}
            onReading={onReading}
            active={active}
            disabled={disabled}
          />
        ))}
        {file.choice}
        <span id={`${id}count`} className={count > nearLimit * field.maxLength ? parts.mute : parts.hidden}>
          {count > field.maxLength
            ? t("inputs.characters-of", { count, max: field.maxLength })
            : count > 0 && t("inputs.characters", { count })}
        </span>
        {children}
      </div>
    </div>
  );
}

import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import { useWords } from "../../i18n/words.tsx";
import css from "./ChipList.module.css";

/** Commas and the like part labels, in either script. */
const partings = /[\n,，、;；]/;

/** `items` and the labels that `text` holds; one that is there already is not added again. */
export function withLabels(items: readonly string[], text: string): readonly string[] {
  const labels = text.split(partings).map((label) => label.trim());
  return [...new Set([...items, ...labels.filter((label) => label !== "")])];
}

interface ChipListProps {
  readonly id: string;
  /** Python's name of the input; the test id is made from it. */
  readonly name: string;
  readonly items: readonly string[];
  readonly disabled: boolean;
  readonly invalid: boolean;
  readonly describedBy: string;
  readonly onChange: (items: readonly string[]) => void;
  /** As `onChange`, for what can be undone. */
  readonly onRemove: (items: readonly string[]) => void;
}

/** Short labels as chips; Enter, a comma or leaving the box makes a chip of what was typed. */
export function ChipList({ id, name, items, disabled, invalid, describedBy, onChange, onRemove }: ChipListProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const box = useRef<HTMLInputElement>(null);

  const add = (text: string) => {
    setTyped("");
    const next = withLabels(items, text);
    if (next.length > items.length) onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter and Backspace belong to an input method while it is open, and Ctrl+Enter runs.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) add(typed);
    else if (event.key === "Enter") {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "" && items.length > 0) onRemove(items.slice(0, -1));
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (!partings.test(text)) return;
    event.preventDefault();
    add(`${typed}${text}`);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press beside the chips goes to the box, which has the keyboard anyway
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div className={css.chips} data-invalid={invalid} onClick={() => box.current?.focus()}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a label is its place; two may read the same
        <span key={index} className={css.item}>
          {item}
          <button
            type="button"
            className={css.remove}
            disabled={disabled}
            aria-label={t("inputs.label-remove", { label: item })}
            onClick={(event) => {
              event.stopPropagation();
              onRemove(items.filter((_, at) => at !== index));
              box.current?.focus();
            }}
          >
            ×
          </button>
        </span>
      ))}
      <input
        ref={box}
        id={id}
        type="text"
        className={css.box}
        data-testid={`label-${name}`}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        autoComplete="off"
        placeholder={t("inputs.label-add")}
        readOnly={disabled}
        value={typed}
        onBlur={() => add(typed)}
        onChange={({ currentTarget, nativeEvent }) => {
          const isComposing = nativeEvent instanceof InputEvent && nativeEvent.isComposing;
          if (isComposing || !partings.test(currentTarget.value)) setTyped(currentTarget.value);
          else add(currentTarget.value);
        }}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
    </div>
  );
}

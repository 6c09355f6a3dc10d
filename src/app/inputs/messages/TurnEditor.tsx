import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import parts from "../../../ui/parts.module.css";
import { useWords } from "../../i18n/words.tsx";
import box from "../TextBox.module.css";
import css from "./TurnTools.module.css";

interface TurnEditorProps {
  /** Of the turn, from 1. */
  readonly number: number;
  readonly text: string;
  readonly onCancel: () => void;
  readonly onDone: (text: string) => void;
  /** Asks with the other words; of a turn that asks nothing, left out. */
  readonly onSend: ((text: string) => void) | undefined;
}

/** Other words for a turn, in its place. Escape leaves it as it was. */
export function TurnEditor({ number, text, onCancel, onDone, onSend }: TurnEditorProps) {
  const { t } = useWords();
  const [written, setWritten] = useState(text);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onCancel();
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    // Not the run that this key starts elsewhere.
    event.preventDefault();
    event.stopPropagation();
    (onSend ?? onDone)(written);
  }

  return (
    <div className={css.editor}>
      <textarea
        ref={area}
        className={box.box}
        rows={3}
        aria-label={t("inputs.turn-edit-label", { number })}
        value={written}
        onChange={(event) => setWritten(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={parts.row}>
        {onSend && (
          <button
            type="button"
            className={`${parts.chip} ${css.send}`}
            disabled={written.trim() === ""}
            onClick={() => onSend(written)}
          >
            {t("inputs.turn-send")}
          </button>
        )}
        <button type="button" className={parts.chip} onClick={() => onDone(written)}>
          {t("inputs.turn-done")}
        </button>
        <button type="button" className={parts.chip} onClick={onCancel}>
          {t("inputs.turn-cancel")}
        </button>
      </div>
    </div>
  );
}

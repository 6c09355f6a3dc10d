import { type CSSProperties, type ReactNode, useId, useState } from "react";
import type { ChatMessage } from "../../../shared/media.ts";
import parts from "../../../ui/parts.module.css";
import { useWords } from "../../i18n/words.tsx";
import css from "../Frame.module.css";
import { noticeKeyOf, type OnNotice } from "../notice.ts";
import box from "../TextBox.module.css";
import { findMessages } from "./chat.ts";

interface MessagesJsonProps {
  readonly name: string;
  readonly turns: readonly ChatMessage[];
  /** Stands on the line of the button. */
  readonly beside: ReactNode;
  readonly disabled: boolean;
  readonly onChange: (turns: readonly ChatMessage[]) => void;
  readonly onNotice: OnNotice;
}

interface Typed {
  readonly json: string;
  /** The conversation that the text belongs to; once it is another, the text is out of date. */
  readonly turns: readonly ChatMessage[];
}

const shownStyle: CSSProperties & Record<"--rows", number> = {
  "--rows": 8,
  marginTop: 6,
  fontFamily: "var(--mono)",
  fontSize: 12.5,
};

/** The whole conversation as JSON: to paste one in, and the way in for scripts (docs/contract.md). */
export function MessagesJson({ name, turns, beside, disabled, onChange, onNotice }: MessagesJsonProps) {
  const { t } = useWords();
  const id = useId();
  const [shown, setShown] = useState(false);
  const [typed, setTyped] = useState<Typed>();
  const current = typed?.turns === turns ? typed.json : undefined;
  const wrong = current !== undefined && current.trim() !== "" && findMessages(current) === undefined;
  return (
    <div>
      <div className={css.foot}>
        {beside}
        <button
          type="button"
          className={parts.chip}
          aria-expanded={shown}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          {t(shown ? "inputs.json-hide" : "inputs.json-show")}
        </button>
      </div>
      <textarea
        id={id}
        data-testid={`input-${name}-json`}
        className={shown ? box.box : parts.hidden}
        style={shown ? shownStyle : undefined}
        rows={8}
        spellCheck={false}
        readOnly={disabled}
        tabIndex={shown ? 0 : -1}
        aria-label={t("inputs.json-label")}
        aria-invalid={wrong || undefined}
        value={current ?? JSON.stringify(turns, null, 2)}
        onChange={(event) => {
          const json = event.currentTarget.value;
          const next = findMessages(json);
          setTyped({ json, turns: next ?? turns });
          if (next !== undefined) onChange(next);
        }}
        onBlur={() => {
          if (wrong) onNotice("messages-invalid", t(noticeKeyOf("messages-invalid")));
          else setTyped(undefined);
        }}
      />
    </div>
  );
}

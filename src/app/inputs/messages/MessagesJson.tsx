import { type CSSProperties, type ReactNode, useEffect, useEffectEvent, useId, useState } from "react";
import { type ChatMessage, picturesIn } from "../../../shared/media.ts";
import parts from "../../../ui/parts.module.css";
import { useWords } from "../../i18n/words.tsx";
import css from "../Frame.module.css";
import { noticeCodeOf, noticeKeyOf, type OnNotice } from "../notice.ts";
import type { ImageDraft } from "../picture/draft.ts";
import box from "../TextBox.module.css";
import { findWords, findWritten, gapsIn, toJsonText, toMessages, type WrittenMessage } from "./json.ts";

interface MessagesJsonProps {
  readonly name: string;
  readonly turns: readonly ChatMessage[];
  /** Stands on the line of the button. */
  readonly beside: ReactNode;
  readonly disabled: boolean;
  /** @param left pictures that were attached and are not part of it */
  readonly onChange: (turns: readonly ChatMessage[], left: readonly ImageDraft[]) => void;
  readonly onNotice: OnNotice;
  readonly onReading: (isReading: boolean) => void;
  /** Attached to the turn being written; where turns have no pictures, `undefined`. */
  readonly pictures: readonly ImageDraft[] | undefined;
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
export function MessagesJson({ name, turns, beside, disabled, pictures, ...on }: MessagesJsonProps) {
  const { onChange, onNotice, onReading } = on;
  const { t } = useWords();
  const id = useId();
  const [shown, setShown] = useState(false);
  const [typed, setTyped] = useState<Typed>();
  const current = typed?.turns === turns ? typed.json : undefined;
  const written = current === undefined ? undefined : findWritten(current);
  const wrong = current !== undefined && current.trim() !== "" && written === undefined;
  const gaps = written ? gapsIn(written) : 0;

  /** Pictures of the conversation that stood there come first, then what was attached. */
  async function take(messages: readonly WrittenMessage[], json: string): Promise<void> {
    const present = picturesIn(turns);
    const attached = pictures ?? [];
    const needed = gapsIn(messages);
    const given = [...present, ...attached.map(({ pixels }) => pixels)];
    // The rest may still be attached: the text waits for it.
    if (needed > given.length) return;
    onReading(true);
    try {
      const next = await toMessages(messages, given);
      setTyped({ json, turns: next });
      onChange(next, attached.slice(Math.max(0, needed - present.length)));
    } catch (reason) {
      const code = noticeCodeOf(reason, "messages-invalid");
      onNotice(code, t(noticeKeyOf(code), { name: "JSON" }));
    } finally {
      onReading(false);
    }
  }

  const fill = useEffectEvent(() => {
    if (written && current !== undefined && gaps > 0) void take(written, current);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a picture that comes may be what the text waits for
  useEffect(() => fill(), [pictures]);
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
        value={current ?? toJsonText(turns)}
        onChange={(event) => {
          const json = event.currentTarget.value;
          const messages = findWritten(json);
          const words = messages && findWords(messages);
          setTyped({ json, turns: words ?? turns });
          if (words) onChange(words, pictures ?? []);
          else if (messages && pictures) void take(messages, json);
        }}
        onBlur={() => {
          if (wrong || (written && !findWords(written) && !pictures))
            onNotice("messages-invalid", t(noticeKeyOf("messages-invalid")));
          else if (gaps > 0) onNotice("picture-missing", t(noticeKeyOf("picture-missing")));
          else setTyped(undefined);
        }}
      />
    </div>
  );
}

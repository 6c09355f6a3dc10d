import { type CSSProperties, useEffect, useEffectEvent, useId, useState } from "react";
import { mediaIn } from "../../../shared/media.ts";
import type { MessagesField } from "../../../tasks/fields/messages.ts";
import parts from "../../../ui/parts.module.css";
import { useWords } from "../../i18n/words.tsx";
import type { EditorProps } from "../editor.ts";
import { noticeCodeOf, noticeKeyOf } from "../notice.ts";
import box from "../TextBox.module.css";
import type { Attachment } from "./attachment.ts";
import type { Conversation, MessagesDraft } from "./chat.ts";
import { findWords, findWritten, type WrittenMessage } from "./written.ts";
import { fillersOf, gapsIn, toJsonText, toMessages } from "./written-media.ts";

interface MessagesJsonProps extends EditorProps<MessagesDraft> {
  readonly field: MessagesField;
  /** A change that can be taken back. */
  readonly onReplace: (next: MessagesDraft) => void;
}

const none: readonly Attachment[] = [];

interface Typed {
  readonly json: string;
  /** The conversation that the text belongs to; once it is another, the text is out of date. */
  readonly turns: Conversation;
}

const shownStyle: CSSProperties & Record<"--rows", number> = {
  "--rows": 8,
  marginTop: 6,
  fontFamily: "var(--mono)",
  fontSize: 12.5,
};

/** The whole conversation as JSON: to paste one in, and the way in for scripts (docs/contract.md). */
export function MessagesJson({ name, field, value, disabled, ...on }: MessagesJsonProps) {
  const { onReplace, onNotice, onReading } = on;
  const { turns, attached = none } = value;
  const { t } = useWords();
  const id = useId();
  const [shown, setShown] = useState(false);
  const [typed, setTyped] = useState<Typed>();
  const current = typed?.turns === turns ? typed.json : undefined;
  const written = current === undefined ? undefined : findWritten(current);
  const wrong = current !== undefined && current.trim() !== "" && written === undefined;
  const gaps = written ? gapsIn(written).length : 0;

  function replace(next: Conversation, left: readonly Attachment[]): void {
    onReplace({ turns: next, text: "", ...(left.length > 0 && { attached: left }) });
  }

  /** Pictures and sounds of the conversation that stood there come first, then what was attached. */
  async function take(messages: readonly WrittenMessage[], json: string): Promise<void> {
    const present = turns.flatMap(({ content }) => mediaIn(content)).map((part): Attachment => ({ part, name: "" }));
    const found = fillersOf(gapsIn(messages), [...present, ...attached]);
    // The rest may still be attached: the text waits for it.
    if (!found) return;
    onReading(true);
    try {
      const next = await toMessages(
        messages,
        found.fillers.map(({ part }) => part),
      );
      setTyped({ json, turns: next });
      replace(
        next,
        found.left.filter((one) => attached.includes(one)),
      );
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
  useEffect(() => fill(), [attached]);
  return (
    <div>
      <button
        type="button"
        className={parts.chip}
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => setShown(!shown)}
      >
        {t(shown ? "inputs.json-hide" : "inputs.json-show")}
      </button>
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
          if (words) replace(words, attached);
          else if (messages && field.parts) void take(messages, json);
        }}
        onBlur={() => {
          if (wrong || (written && !findWords(written) && !field.parts))
            onNotice("messages-invalid", t(noticeKeyOf("messages-invalid")));
          else if (gaps > 0) onNotice("picture-missing", t(noticeKeyOf("picture-missing")));
          else setTyped(undefined);
        }}
      />
    </div>
  );
}

import { type CSSProperties, type FormEvent, useEffect, useId, useRef, useState } from "react";
import parts from "../../../ui/parts.module.css";
import { focusLate } from "../../focus.ts";
import { useWords } from "../../i18n/words.tsx";
import { type InputNoticeCode, noticeCodeOf, noticeKeyOf } from "../notice.ts";
import box from "../TextBox.module.css";
import css from "./LinkPanel.module.css";
import { fetchPicture, findAddress } from "./link.ts";

interface LinkPanelProps {
  /** Python's name of the input; the test ids are made from it. */
  readonly name: string;
  /** When this was asked for, by the page's clock (ms): what comes later takes no focus from who has gone on. */
  readonly askedAtMs: number;
  readonly onPicture: (file: File) => void;
  readonly onClose: () => void;
}

const oneRow: CSSProperties & Record<"--rows", number> = { "--rows": 1 };

/** Fetches a picture from an address of the web, at a press of the button and never before. */
export function LinkPanel({ name, askedAtMs, onPicture, onClose }: LinkPanelProps) {
  const { t } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [busy, setBusy] = useState<AbortController>();
  const [problem, setProblem] = useState<InputNoticeCode>();

  useEffect(() => focusLate(input.current, askedAtMs), [askedAtMs]);
  useEffect(() => () => busy?.abort(), [busy]);

  async function fetchIt(event: FormEvent): Promise<void> {
    event.preventDefault();
    const controller = new AbortController();
    setBusy(controller);
    setProblem(undefined);
    try {
      const file = await fetchPicture(text, controller.signal);
      if (controller.signal.aborted) return;
      onPicture(file);
      onClose();
    } catch (reason) {
      if (!controller.signal.aborted) setProblem(noticeCodeOf(reason, "link-refused"));
    } finally {
      setBusy(undefined);
    }
  }

  return (
    <form className={css.link} onSubmit={fetchIt} noValidate>
      <label htmlFor={id} className={parts.mute}>
        {t("inputs.link-label")}
      </label>
      <input
        ref={input}
        id={id}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        className={box.box}
        style={oneRow}
        data-testid={`link-${name}`}
        aria-describedby={`${id}note`}
        aria-invalid={problem !== undefined || undefined}
        placeholder="https://"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className={parts.mute} id={`${id}note`}>
        {t("inputs.link-note", { host: findAddress(text)?.host ?? t("inputs.link-host") })}
      </p>
      {problem !== undefined && (
        <p className={css.problem} role="alert" data-testid="notice" data-code={problem}>
          {t(noticeKeyOf(problem), { name: findAddress(text)?.host ?? text })}
        </p>
      )}
      <span className={parts.row}>
        <button
          type="submit"
          className={parts.chip}
          data-testid={`link-fetch-${name}`}
          disabled={busy !== undefined || text.trim() === ""}
        >
          {t(busy ? "inputs.link-fetching" : "inputs.link-fetch")}
        </button>
        <button type="button" className={parts.chip} onClick={onClose}>
          {t("inputs.cancel")}
        </button>
      </span>
    </form>
  );
}

import { useEffect, useId, useState } from "react";
import type { Target } from "../../hosted/target.ts";
import { useWords } from "../i18n/words.tsx";
import css from "./hosted.module.css";
import { useHosted } from "./use-hosted.ts";

interface KeyFieldProps {
  /** `undefined` where a server's address is still to be typed. */
  readonly target: Target | undefined;
  readonly isOptional: boolean;
}

/** Takes a key and never shows one: once it is given, all that is said is that it is there. */
export function KeyField({ target, isOptional }: KeyFieldProps) {
  const { t } = useWords();
  const { hosted, state } = useHosted();
  const id = useId();
  /** What is being typed, for one host: that of another is no business of this one. */
  const [typed, setTyped] = useState({ host: "", text: "" });
  const host = target?.host ?? "";
  const kept = state.keyed[host];
  const none = t(isOptional ? "hosted.key.optional" : "hosted.key.none");

  // A key of an earlier visit lets the list of models come by itself.
  useEffect(() => {
    if (target && kept !== undefined && typed.text === "") hosted.list(target);
  }, [target, kept, typed.text, hosted]);

  return (
    <div className={css.field}>
      <label htmlFor={`${id}-key`}>{target ? t("hosted.key", { host }) : t("hosted.key.any")}</label>
      <input
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        className={css.input}
        data-testid="hosted-key"
        disabled={!target}
        id={`${id}-key`}
        onBlur={() => setTyped({ host: "", text: "" })}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped({ host, text });
          if (text !== "") hosted.setKey(host, text);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) setTyped({ host: "", text: "" });
        }}
        placeholder={kept ? t("hosted.key.there") : none}
        spellCheck={false}
        type="password"
        value={typed.host === host ? typed.text : ""}
      />
      {kept !== undefined && (
        <div className={css.row}>
          <label className={css.check}>
            <input
              checked={kept === "browser"}
              data-testid="hosted-remember"
              onChange={(event) => hosted.remember(host, event.currentTarget.checked)}
              type="checkbox"
            />
            {t("hosted.key.remember")}
          </label>
          <button className="chip" onClick={() => hosted.setKey(host, "")} type="button">
            {t("hosted.key.forget")}
          </button>
        </div>
      )}
      <p className={css.hint} id={`${id}-hint`}>
        {target && t(kept === "browser" ? "hosted.key.remembered" : "hosted.key.visit", { host })}
      </p>
    </div>
  );
}

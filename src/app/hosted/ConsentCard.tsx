import { useEffect, useRef } from "react";
import { useWords } from "../i18n/words.tsx";
import { ConsentButton } from "./ConsentButton.tsx";
import css from "./hosted.module.css";
import { useHosted } from "./use-hosted.ts";

/** Asked once a host, before anything leaves: the run waits for the answer, and Stop is one too. */
export function ConsentCard() {
  const { t } = useWords();
  const { asking } = useHosted().state;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking === undefined) return undefined;
    button.current?.focus();
    // What had the focus is gone then; Stop is what can be pressed next.
    return () => document.querySelector<HTMLElement>('[data-testid="stop"]')?.focus();
  }, [asking]);
  if (asking === undefined) return null;
  return (
    <section aria-label={t("hosted.title")} className={css.consent} role="alert">
      <p>{t("hosted.consent.ask", { host: asking })}</p>
      <ConsentButton host={asking} isPrimary ref={button} />
    </section>
  );
}

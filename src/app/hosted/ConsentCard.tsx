import { useEffect, useRef } from "react";
import { focusInstead, focusLate } from "../focus.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { isBusy } from "../store/run.ts";
import { ConsentButton } from "./ConsentButton.tsx";
import css from "./hosted.module.css";
import { useHosted } from "./use-hosted.ts";

/** Asked once a host, before anything leaves: the run waits for the answer, and Stop is one too. */
export function ConsentCard() {
  const { t } = useWords();
  const { asking } = useHosted().state;
  const runAtMs = useApp(({ run }) => (isBusy(run) ? run.marks[0]?.atMs : undefined));
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking === undefined || runAtMs === undefined) return undefined;
    focusLate(button.current, runAtMs);
    // Stop is what can be pressed next.
    return () => focusInstead(document.querySelector<HTMLElement>('[data-testid="stop"]'));
  }, [asking, runAtMs]);
  if (asking === undefined) return null;
  return (
    <section aria-label={t("hosted.title")} className={css.consent} role="alert">
      <p>{t("hosted.consent.ask", { host: asking })}</p>
      <ConsentButton host={asking} isPrimary ref={button} />
    </section>
  );
}

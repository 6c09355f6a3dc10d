import type { KeyboardEvent } from "react";
import { Candidates } from "../../../../ui/Candidates.tsx";
import parts from "../../../../ui/parts.module.css";
import type { Translate } from "../../../../ui/words.ts";
import type { SharedKey } from "../../../words.ts";
import type { Story } from "../story.ts";
import css from "./chat.module.css";

interface StepPanelProps {
  readonly story: Story;
  /** Goes on from these ids: with the next choice, or by itself. */
  readonly onGo: (ids: readonly number[], alone?: boolean) => void;
  readonly t: Translate<SharedKey>;
  readonly locale: string;
}

/** The ten tokens that may come next; the reader takes one of them, with a click or with the keys 1 to 9 and 0. */
export function StepPanel({ story, onGo, t, locale }: StepPanelProps) {
  const written = story.tokens.map(({ id }) => id);
  const candidates = story.next?.top ?? [];
  const onKeyDown = (event: KeyboardEvent) => {
    if (!/^\d$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    const candidate = candidates[(Number(event.key) + 9) % 10];
    if (candidate) onGo([...written, candidate.id]);
  };
  return (
    <section className={css.step} aria-label={t("chat.step")} onKeyDown={onKeyDown}>
      <p className={parts.mute}>{t(story.finish === "end" ? "chat.step-end" : "chat.step-hint")}</p>
      <Candidates candidates={candidates} numbered onChoose={(id) => onGo([...written, id])} t={t} locale={locale} />
      <div className={parts.row}>
        <button
          type="button"
          className={parts.chip}
          disabled={written.length === 0}
          onClick={() => onGo(written.slice(0, -1))}
        >
          {t("chat.step-back")}
        </button>
        <button type="button" className={parts.chip} onClick={() => onGo(written, true)}>
          {t("chat.step-alone")}
        </button>
      </div>
    </section>
  );
}

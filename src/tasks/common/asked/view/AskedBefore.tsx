import { scoreText } from "../../../../ui/number.ts";
import parts from "../../../../ui/parts.module.css";
import type { Speaking } from "../../../../ui/words.ts";
import type { SharedKey } from "../../../words.ts";
import type { Asked } from "../asked.ts";
import css from "./asked.module.css";

interface AskedBeforeProps extends Speaking<SharedKey> {
  readonly before: readonly Asked[];
  /** Asks again; left out where no run can be had. */
  readonly onAsk: ((question: string) => void) | undefined;
}

/** What was asked of the same picture before, with its answers. */
export function AskedBefore({ before, onAsk, t, locale }: AskedBeforeProps) {
  if (before.length === 0) return null;
  return (
    <section aria-label={t("asked.before")}>
      <h3 className={css.head}>{t("asked.before")}</h3>
      <dl className={css.before}>
        {before.map(({ question, answer, score }) => (
          <div key={question} className={css.asked}>
            <dt dir="auto">
              {onAsk ? (
                <button type="button" className={css.again} title={t("asked.again")} onClick={() => onAsk(question)}>
                  {question}
                </button>
              ) : (
                question
              )}
            </dt>
            <dd dir="auto">
              {answer === "" ? "–" : answer}{" "}
              <span className={`${parts.mute} ${parts.num}`}>{scoreText(score, locale)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

import parts from "../../../../ui/parts.module.css";
import type { Speaking } from "../../../../ui/words.ts";
import type { SharedKey } from "../../../words.ts";
import css from "./asked.module.css";

interface AnsweredProps extends Pick<Speaking<SharedKey>, "t"> {
  readonly question: string;
  /** Empty where there is none. */
  readonly answer: string;
  readonly final: boolean;
}

/** A question above its answer, or above the wait for one. */
export function Answered({ question, answer, final, t }: AnsweredProps) {
  return (
    <p className={css.answer} aria-live={final ? "polite" : "off"} aria-busy={!final}>
      <span className={css.question} dir="auto">
        {question}
      </span>
      {answer === "" ? (
        <span className={parts.mute}>{t(final ? "asked.empty" : "asked.waiting")}</span>
      ) : (
        <strong dir="auto">{answer}</strong>
      )}
    </p>
  );
}

import { useState } from "react";
import type { Modality } from "../../../learn/head/verbs.ts";
import { type Failure, Stopped, toFailure } from "../../../shared/errors.ts";
import { Bars } from "../../../ui/Bars.tsx";
import { percentText } from "../../../ui/number.ts";
import { useWords } from "../../i18n/words.tsx";
import css from "../Learn.module.css";
import { FailureCard, Setting } from "../parts.tsx";
import type { HeadState, Tried } from "./head.ts";

interface HeadTryProps {
  readonly modality: Modality;
  readonly tryOut: HeadState["tryOut"];
}

/** What the head says of something new. */
export function HeadTry({ modality, tryOut }: HeadTryProps) {
  const { t, locale } = useWords();
  const [text, setText] = useState("");
  const [isAsked, setAsked] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [scores, setScores] = useState<Awaited<ReturnType<HeadState["tryOut"]>>>();

  async function ask(tried: Tried): Promise<void> {
    setAsked(true);
    setFailure(undefined);
    try {
      setScores(await tryOut(tried));
    } catch (reason) {
      if (!(reason instanceof Stopped)) setFailure(toFailure(reason, "run-failed"));
    } finally {
      setAsked(false);
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (modality === "text" && text.trim() !== "") void ask(text);
      }}
    >
      <h3>{t("learn.head.try")}</h3>
      <Setting label={t(`learn.head.try.${modality}`)}>
        {(ids) =>
          modality === "text" ? (
            <input
              {...ids}
              className="control"
              data-testid="train-try"
              onChange={({ target }) => setText(target.value)}
              type="text"
              value={text}
            />
          ) : (
            <input
              {...ids}
              accept={`${modality}/*`}
              data-testid="train-try"
              disabled={isAsked}
              onChange={({ target }) => {
                const [file] = target.files ?? [];
                if (file) void ask(file);
              }}
              type="file"
            />
          )
        }
      </Setting>
      {modality === "text" && (
        <button className="button" disabled={isAsked || text.trim() === ""} type="submit">
          {t("learn.head.ask")}
        </button>
      )}
      {failure && <FailureCard failure={failure} field={t(`learn.head.try.${modality}`)} />}
      {scores && (
        <output className={css.answer} data-testid="train-answer">
          <Bars
            caption={t("learn.head.try")}
            labelHead={t("learn.head.label")}
            rows={scores.map(({ label, score }) => ({
              id: label,
              label,
              share: score,
              text: percentText(score, locale),
            }))}
            valueHead={t("learn.head.probability")}
          />
        </output>
      )}
    </form>
  );
}

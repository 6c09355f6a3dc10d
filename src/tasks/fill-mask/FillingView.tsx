import { useState } from "react";
import { toCsv } from "../../shared/csv.ts";
import { Bars } from "../../ui/Bars.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import type { Speaking } from "../../ui/words.ts";
import { csvRows } from "./csv.ts";
import type { Filling, Key } from "./definition.ts";
import css from "./FillingView.module.css";
import { filledText } from "./mask.ts";
import { Sentence } from "./Sentence.tsx";

interface FillingViewProps extends Speaking<Key> {
  readonly filling: Filling;
  /** Asks the model about the same text with some masks filled in; left out where it cannot be asked. */
  readonly ask: ((text: string) => Promise<Filling | undefined>) | undefined;
}

/** One text: a click puts a candidate into its place, and the model may then be asked about what is left. */
export function FillingView({ filling, ask, t, locale }: FillingViewProps) {
  const [asked, setAsked] = useState<readonly Filling[]>([]);
  const [words, setWords] = useState<readonly (string | undefined)[]>([]);
  const [state, setState] = useState<"idle" | "asking" | "failed">("idle");
  const { text, mask, masks } = asked.at(-1) ?? filling;
  const filled = filledText(text, mask, words);
  const chosen = masks.filter((_, place) => words[place] !== undefined).length;

  function pick(place: number, word: string): void {
    setWords(masks.map((_, other) => (other !== place ? words[other] : words[place] === word ? undefined : word)));
  }

  async function askAgain(): Promise<void> {
    if (!ask) return;
    setState("asking");
    try {
      const answer = await ask(filled);
      if (answer) {
        setAsked([...asked, answer]);
        setWords([]);
      }
      setState("idle");
    } catch {
      setState("failed");
    }
  }

  return (
    <div className={parts.column}>
      <Sentence text={text} mask={mask} words={words} masks={masks} t={t} />
      {(chosen > 0 || asked.length > 0) && (
        <div className={parts.row}>
          {ask && masks.length > 1 && (
            <button
              type="button"
              className={parts.chip}
              disabled={state === "asking" || chosen === 0 || chosen === masks.length}
              onClick={() => void askAgain()}
            >
              {t(state === "asking" ? "view.asking" : "view.ask")}
            </button>
          )}
          {asked.length > 0 && (
            <button
              type="button"
              className={parts.chip}
              disabled={state === "asking"}
              onClick={() => {
                setAsked(asked.slice(0, -1));
                setWords([]);
              }}
            >
              {t("view.back")}
            </button>
          )}
          {chosen > 0 && <CopyButton t={t} text={() => filled} label={t("view.copy")} />}
        </div>
      )}
      {state === "failed" && (
        <p role="alert" className={parts.mute}>
          {t("view.ask-failed")}
        </p>
      )}
      <div className={css.masks}>
        {masks.map((candidates, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mask is its place
          <section key={place} aria-label={t("view.mask", { number: place + 1 })}>
            {masks.length > 1 && <h3 className={parts.heading}>{t("view.mask", { number: place + 1 })}</h3>}
            <Bars
              caption={t("view.candidates", { number: place + 1 })}
              labelHead={t("view.word")}
              valueHead={t("view.probability")}
              rows={candidates.map(({ token, token_str: word, score }) => ({
                id: String(token),
                label: (
                  <button
                    type="button"
                    className={css.word}
                    aria-pressed={words[place] === word}
                    onClick={() => pick(place, word)}
                  >
                    {word.trim() === "" ? t("view.blank") : word.trim()}
                  </button>
                ),
                share: score,
                text: percentText(score, locale),
              }))}
            />
          </section>
        ))}
      </div>
      <p className={parts.mute}>{t("view.objective")}</p>
      <div className={parts.row}>
        <DownloadButton
          label={t("view.download-csv")}
          name="candidates.csv"
          make={() => new Blob([toCsv(csvRows([masks]))], { type: "text/csv" })}
        />
      </div>
    </div>
  );
}

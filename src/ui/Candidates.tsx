import { Bars } from "./Bars.tsx";
import css from "./Candidates.module.css";
import { percentText } from "./number.ts";
import { visibleText } from "./token.ts";
import type { Speaking } from "./words.ts";

export interface TokenChoice {
  readonly id: number;
  readonly text: string;
  readonly probability: number;
}

interface CandidatesProps extends Speaking {
  /** Best first. */
  readonly candidates: readonly TokenChoice[];
  /** The one that was written; none where the choice is still open. */
  readonly writtenId?: number | undefined;
  /** Shows the key that takes each of them: 1 to 9 and 0. */
  readonly numbered?: boolean;
  /** Goes on with one of them. */
  readonly onChoose?: ((id: number) => void) | undefined;
}

/** The tokens that may stand at one place, with their probabilities; each a button where one can go on with it. */
export function Candidates({ candidates, writtenId, numbered = false, onChoose, t, locale }: CandidatesProps) {
  return (
    <Bars
      caption={t("ui.token.candidates")}
      labelHead={t("ui.token.token")}
      valueHead={t("ui.token.probability")}
      rows={candidates.map(({ id, text, probability }, place) => ({
        id: String(place),
        label: onChoose ? (
          <button
            type="button"
            className={css.choice}
            aria-label={t("ui.token.choose", { token: visibleText(text) })}
            onClick={() => onChoose(id)}
          >
            {numbered && (
              <span className={css.key} aria-hidden="true">
                {(place + 1) % 10}
              </span>
            )}
            <code className={css.code}>{visibleText(text)}</code>
          </button>
        ) : (
          <code className={css.code}>{visibleText(text)}</code>
        ),
        note: id === writtenId ? t("ui.token.written") : undefined,
        share: probability,
        text: percentText(probability, locale),
      }))}
    />
  );
}

import { useId } from "react";
import { type GuessedBy, type Guesses, perplexityOf } from "../../../tasks/common/text/guesses.ts";
import { Candidates } from "../../../ui/Candidates.tsx";
import { countText, decimalText, percentText } from "../../../ui/number.ts";
import { Stats } from "../../../ui/Stats.tsx";
import { visibleText } from "../../../ui/token.ts";
import { useWords } from "../../i18n/words.tsx";
import css from "../Learn.module.css";
import { AttentionView } from "./AttentionView.tsx";
import own from "./Objectives.module.css";
import type { Around, ObjectivesState } from "./objectives.ts";
import { placeOf } from "./objectives.ts";
import { Sentence } from "./Sentence.tsx";

interface SideViewProps {
  readonly objective: GuessedBy;
  readonly state: ObjectivesState;
}

/** What one model sees when it guesses a word, what it says, and how surprised it is by the whole text. */
export function SideView({ objective, state }: SideViewProps) {
  const { t, locale } = useWords();
  const head = useId();
  const { chosen, around, hidden } = state;
  const side = state.sides[objective];
  if (!side) return null;
  const { read, checkpoint } = side;
  const place = placeOf(read.tokens, chosen);
  const mean = perplexityOf(read.guesses);
  const hiddenPlaces = hidden?.places ?? (place === undefined ? [] : [place]);
  // Until the model has answered for these places, what it said of the word alone.
  const answer = objective === "masked" && hidden ? hidden.read : read;
  const from = objective === "masked" ? hidden && place : place === undefined || place === 0 ? undefined : place - 1;
  return (
    <section aria-labelledby={head} className={own.side} data-testid={`train-${objective}`}>
      <h3 id={head}>{t(`learn.objectives.${objective}`)}</h3>
      <p className={css.hint}>{t(`learn.objectives.${objective}.sees`, { model: checkpoint.model })}</p>
      <Sentence
        hidden={objective === "masked" ? hiddenPlaces : undefined}
        label={t(`learn.objectives.${objective}.tokens`)}
        onChoose={(at) => void state.choose(at)}
        place={place}
        read={read}
      />
      {read.isCut && <p className={css.hint}>{t("learn.objectives.cut", { count: read.tokens.length })}</p>}
      {objective === "masked" && <AroundChoice state={state} value={around} />}
      <div aria-live="polite">
        <Said place={place} read={answer} />
      </div>
      {mean && (
        <Stats
          items={[
            { label: t("learn.objectives.tokens"), value: countText(mean.tokens, locale) },
            { label: t("learn.objectives.mean"), value: decimalText(mean.meanLoss, locale, 3) },
            { label: t(`learn.objectives.${objective}.perplexity`), value: decimalText(mean.perplexity, locale, 1) },
          ]}
        />
      )}
      {from !== undefined && <AttentionView from={from} read={answer} />}
    </section>
  );
}

/** What stands at a place, how likely the model had it, and what it would have said. */
function Said({ read, place }: { readonly read: Guesses; readonly place: number | undefined }) {
  const { t, locale } = useWords();
  const guess = read.guesses.find((one) => one.place === place);
  if (!guess || place === undefined) return <p>{t("learn.objectives.nothing-before")}</p>;
  const token = read.tokens[place];
  return (
    <>
      <p>
        {t("learn.objectives.said", {
          token: visibleText(token?.text ?? ""),
          share: percentText(guess.probability, locale),
          loss: decimalText(guess.loss, locale, 2),
          rank: countText(guess.rank, locale),
        })}
      </p>
      <Candidates candidates={guess.top} locale={locale} t={t} writtenId={token?.id} />
    </>
  );
}

const arounds: readonly Around[] = [0, 1, 2];

function AroundChoice({ state, value }: { readonly state: ObjectivesState; readonly value: Around }) {
  const { t } = useWords();
  const name = useId();
  return (
    <fieldset className={own.around}>
      <legend>{t("learn.objectives.around")}</legend>
      {arounds.map((around) => (
        <label key={around}>
          <input
            checked={around === value}
            name={name}
            onChange={() => void state.hideAround(around)}
            type="radio"
            value={around}
          />
          {t(`learn.objectives.around.${around}`)}
        </label>
      ))}
    </fieldset>
  );
}

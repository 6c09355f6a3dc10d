import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import { countText } from "../../../ui/number.ts";
import { useWords } from "../../i18n/words.tsx";
import css from "../Learn.module.css";
import { LearnColumns } from "../LearnColumns.tsx";
import { ModelField } from "../ModelField.tsx";
import { DeviceChoice, FailureCard, Setting } from "../parts.tsx";
import { isLearning } from "../progress.ts";
import { TrainBar } from "../TrainBar.tsx";
import { cardsBy } from "./models.ts";
import own from "./Objectives.module.css";
import { bothObjectives, type ObjectivesState, toJson } from "./objectives.ts";
import { SideView } from "./SideView.tsx";

/** One sentence, guessed by a model that was trained with hidden words and by one that was trained to go on. */
export function Objectives({ store }: { readonly store: StoreApi<ObjectivesState> }) {
  const { t } = useWords();
  const state = useStore(store);
  const { settings, sides, failure, asked, status, change } = state;
  const isBusy = isLearning(state);
  const isThere = sides.masked !== undefined || sides.causal !== undefined;
  const { masked, causal } = sides;
  const outside = {
    objective: null,
    device: settings.device,
    step: 0,
    loss: null,
    validationLoss: null,
    masked: masked ? toJson(masked) : null,
    causal: causal ? toJson(causal) : null,
  };
  return (
    <LearnColumns
      bar={
        <TrainBar
          isBusy={isBusy}
          isResumable={false}
          onStart={() => void state.start()}
          progress={state}
          said={isBusy && status !== "loading" ? t("learn.objectives.guessing") : undefined}
          total={0}
        >
          <AskedLine state={state} />
        </TrainBar>
      }
      form={
        <div className={css.settings}>
          <p className={css.intro}>{t("learn.objectives.intro")}</p>
          <Setting hint={t("learn.objectives.text.hint")} label={t("learn.objectives.text")}>
            {(ids) => (
              <textarea
                {...ids}
                className="control"
                data-testid="train-sentence"
                disabled={isBusy}
                onChange={({ target }) => change({ text: target.value })}
                rows={3}
                value={settings.text}
              />
            )}
          </Setting>
          {bothObjectives.map((objective) => (
            <ModelField
              cards={() => cardsBy(objective)}
              disabled={isBusy}
              hint={t(`learn.objectives.model.${objective}.hint`)}
              key={objective}
              label={t(`learn.objectives.model.${objective}`)}
              of={objective}
              onChange={(value) => change({ models: { ...settings.models, [objective]: value } })}
              testId={`train-${objective}-model`}
              value={settings.models[objective]}
            />
          ))}
          <DeviceChoice disabled={isBusy} onChange={(device) => change({ device })} value={settings.device} />
        </div>
      }
      labels={{ settings: t("learn.objectives.settings"), progress: t("learn.objectives.sides") }}
      outside={outside}
    >
      {failure && (
        <FailureCard failure={failure} field={t("learn.objectives.text")} model={settings.models[asked ?? "masked"]} />
      )}
      {isThere ? (
        <div className={own.sides}>
          {bothObjectives.map((objective) => (
            <SideView key={objective} objective={objective} state={state} />
          ))}
        </div>
      ) : (
        <p className={css.intro}>{t("learn.objectives.about")}</p>
      )}
      {isThere && <p className={css.hint}>{t("learn.objectives.compare")}</p>}
    </LearnColumns>
  );
}

/** Which model is asked, and how far it is. */
function AskedLine({ state: { asked, progress, settings } }: { readonly state: ObjectivesState }) {
  const { t, locale } = useWords();
  if (!asked || !progress) return null;
  const { phase, done, total } = progress;
  const model = settings.models[asked];
  const megabytes = { model, done: countText(Math.round(done / 1e6), locale) };
  const counted = { model, done: countText(done, locale), total: countText(total ?? done, locale) };
  return (
    <p className={css.progress}>
      <progress aria-label={model} max={total || undefined} value={total ? done : undefined} />{" "}
      {phase === "loading" ? t("learn.objectives.loading", megabytes) : t("learn.objectives.reading", counted)}
    </p>
  );
}

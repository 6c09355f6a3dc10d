import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import { LineChart } from "../../ui/LineChart.tsx";
import { countText, decimalText } from "../../ui/number.ts";
import { Stats } from "../../ui/Stats.tsx";
import { bytesText, durationText } from "../format.ts";
import { useWords } from "../i18n/words.tsx";
import { Kept } from "./Kept.tsx";
import css from "./Learn.module.css";
import { LearnColumns } from "./LearnColumns.tsx";
import { PretrainForm } from "./PretrainForm.tsx";
import { FailureCard } from "./parts.tsx";
import { lastValidationLoss, type PretrainState, remainingMs, tokensPerSecond } from "./pretrain.ts";
import { isLearning } from "./progress.ts";
import { ReadoutView, TokenRow } from "./Readout.tsx";
import { TrainBar } from "./TrainBar.tsx";
import { TrainingFiles } from "./TrainingFiles.tsx";

/** Pre-training: settings on the left, what the network learns on the right. */
export function Pretrain({ store }: { readonly store: StoreApi<PretrainState> }) {
  const { t } = useWords();
  const state = useStore(store);
  const { settings, step, begun, points } = state;
  const isBusy = isLearning(state);
  const isResumable = begun !== undefined && step > 0 && step < settings.steps && state.status === "cancelled";
  const last = points.at(-1);
  const outside = {
    objective: settings.objective,
    device: settings.device,
    seed: settings.seed,
    step,
    loss: last?.loss ?? null,
    validationLoss: lastValidationLoss(points) ?? null,
    samples: state.readouts.at(-1)?.readout ?? null,
  };
  return (
    <LearnColumns
      bar={
        <TrainBar
          isBusy={isBusy}
          isResumable={isResumable}
          onStart={() => void state.start()}
          progress={state}
          total={settings.steps}
        >
          <button className="button" disabled={isBusy} onClick={() => void state.stepOnce()} type="button">
            {t("learn.one-step")}
          </button>
        </TrainBar>
      }
      form={<PretrainForm change={state.change} isBusy={isBusy} settings={settings} />}
      outside={outside}
    >
      {state.failure && <FailureCard failure={state.failure} field={t("learn.text")} />}
      <Views state={state} />
      <Files state={state} />
    </LearnColumns>
  );
}

function Views({ state }: { readonly state: PretrainState }) {
  const { t, locale } = useWords();
  const { settings, facts, points, readouts, stepsPerSecond, memoryBytes } = state;
  const { objective } = settings;
  if (!facts) return <p className={css.intro}>{t(`learn.about.${objective}`)}</p>;
  const leftMs = remainingMs(state);
  const rate = tokensPerSecond(state);
  const pace = [
    ...(stepsPerSecond === undefined
      ? []
      : [{ label: t("learn.steps-rate"), value: decimalText(stepsPerSecond, locale, 1) }]),
    ...(rate === undefined ? [] : [{ label: t("learn.tokens-rate"), value: countText(Math.round(rate), locale) }]),
    ...(leftMs === undefined ? [] : [{ label: t("learn.left"), value: durationText(leftMs, locale) }]),
  ];
  return (
    <>
      <div>
        <LineChart
          digits={2}
          label={t("learn.loss")}
          locale={locale}
          series={[
            { label: t("learn.loss.train"), tone: 1, points: points.map(({ step, loss }) => ({ x: step, y: loss })) },
            {
              label: t("learn.loss.validation"),
              tone: 2,
              points: points.flatMap(({ step, validationLoss: y }) => (y === undefined ? [] : [{ x: step, y }])),
            },
          ]}
          t={t}
          xEnd={settings.steps}
          xLabel={t("learn.steps-unit", { count: settings.steps })}
        />
        <p className={css.hint}>{t("learn.loss.hint", { vocabulary: countText(facts.vocabulary, locale) })}</p>
      </div>
      <Stats
        items={[
          { label: t("learn.parameters"), value: countText(facts.parameters, locale) },
          { label: t(`learn.kind.${facts.kind}`), value: countText(facts.vocabulary, locale) },
          { label: t("learn.train-tokens"), value: countText(facts.trainTokens, locale) },
          { label: t("learn.validation-tokens"), value: countText(facts.validationTokens, locale) },
          ...pace,
          ...(memoryBytes === undefined ? [] : [{ label: t("learn.memory"), value: bytesText(memoryBytes) }]),
        ]}
      />
      {readouts.length > 0 && <ReadoutView readouts={readouts} />}
      <div>
        <h3>{t("learn.batch")}</h3>
        <p className={css.hint}>{t(`learn.batch.${objective}`)}</p>
        {facts.picture.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of one picture, which never change places
          <TokenRow key={index} row={row} />
        ))}
      </div>
    </>
  );
}

function Files({ state }: { readonly state: PretrainState }) {
  const isBusy = isLearning(state);
  return (
    <TrainingFiles isBusy={isBusy} isThere={state.isThere} saveName="training.safetensors" training={state}>
      <Kept canSave={state.isThere && !isBusy} isBusy={isBusy} load={state.load} save={state.save} />
    </TrainingFiles>
  );
}

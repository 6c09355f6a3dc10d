import { useState } from "react";
import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import { type Failure, toFailure } from "../../../shared/errors.ts";
import { DownloadButton } from "../../../ui/DownloadButton.tsx";
import { useWords } from "../../i18n/words.tsx";
import { BodyProgressLine } from "../BodyProgressLine.tsx";
import css from "../Learn.module.css";
import { LearnColumns } from "../LearnColumns.tsx";
import { FailureCard } from "../parts.tsx";
import { isLearning } from "../progress.ts";
import { TrainBar } from "../TrainBar.tsx";
import { HeadForm } from "./HeadForm.tsx";
import { HeadTry } from "./HeadTry.tsx";
import { HeadViews } from "./HeadViews.tsx";
import type { HeadState } from "./head.ts";

/** A head on the features of a model that stays as it is. */
export function Head({ store }: { readonly store: StoreApi<HeadState> }) {
  const { t } = useWords();
  const state = useStore(store);
  const { settings, step, result } = state;
  const isBusy = isLearning(state);
  const { make, failure } = useSafeExport(state.exported);
  const outside = {
    objective: null,
    model: result?.checkpoint.model ?? null,
    device: result?.checkpoint.device ?? settings.device,
    seed: settings.seed,
    step,
    loss: result?.loss ?? state.loss ?? null,
    validationLoss: result?.validationLoss ?? null,
    ...(result && {
      accuracy: result.accuracy,
      accuracyRange: result.accuracyRange,
      baselineAccuracy: result.baselineAccuracy,
      againstRandom: result.againstRandom,
      zeroShotAccuracy: result.zeroShotAccuracy ?? null,
      labels: result.labels,
      confusion: result.confusion,
    }),
  };
  const shownFailure = state.failure ?? failure;
  return (
    <LearnColumns
      bar={
        <TrainBar
          isBusy={isBusy}
          isResumable={false}
          onStart={() => void state.start()}
          progress={state}
          total={settings.steps}
        >
          <BodyProgressLine progress={state.progress} />
        </TrainBar>
      }
      form={<HeadForm change={state.change} isBusy={isBusy} settings={settings} />}
      outside={outside}
    >
      {shownFailure && (
        <FailureCard failure={shownFailure} field={t("learn.labels")} model={settings.models[settings.modality]} />
      )}
      {result ? <HeadViews result={result} /> : <p className={css.intro}>{t("learn.head.about")}</p>}
      {result && !isBusy && <HeadTry key={result.modality} modality={result.modality} tryOut={state.tryOut} />}
      <div>
        <DownloadButton
          disabled={!result || isBusy}
          label={t("learn.export")}
          make={make}
          name="learned.zip"
          testId="train-export"
        />
        {result && <p className={css.hint}>{t(`learn.head.export.${result.modality}`)}</p>}
      </div>
    </LearnColumns>
  );
}

/** An export whose failure is shown where a training's is. */
function useSafeExport(exported: () => Promise<Blob>) {
  const [failure, setFailure] = useState<Failure>();
  async function make(): Promise<Blob> {
    setFailure(undefined);
    try {
      return await exported();
    } catch (reason) {
      setFailure(toFailure(reason, "run-failed"));
      throw reason;
    }
  }
  return { make, failure };
}

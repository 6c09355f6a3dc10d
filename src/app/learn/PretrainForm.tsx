import { memo } from "react";
import { useWords } from "../i18n/words.tsx";
import css from "./Learn.module.css";
import { Choice, DeviceChoice, DropText, Seed, WholeNumber } from "./parts.tsx";
import type { PretrainSettings } from "./pretrain.ts";

interface PretrainFormProps {
  readonly settings: PretrainSettings;
  readonly isBusy: boolean;
  readonly change: (settings: Partial<PretrainSettings>) => void;
}

const mostSteps = 20_000;

/** Not drawn anew with each step: a text of millions of characters is slow to compare with what stands in its field. */
export const PretrainForm = memo(function PretrainForm({ settings, isBusy, change }: PretrainFormProps) {
  const { t } = useWords();
  const { objective, source, ownText, kind, size, seed, steps, device } = settings;
  return (
    <div className={css.settings}>
      <p className={css.intro}>{t("learn.pretrain.intro")}</p>
      <Choice
        choices={[
          { value: "masked", label: t("learn.objective.masked") },
          { value: "causal", label: t("learn.objective.causal") },
        ]}
        disabled={isBusy}
        hint={t(`learn.objective.${objective}.hint`)}
        label={t("learn.objective")}
        onChange={(value) => change({ objective: value })}
        testId="train-objective"
        value={objective}
      />
      <Choice
        choices={[
          { value: "english", label: t("learn.source.english") },
          { value: "chinese", label: t("learn.source.chinese") },
          { value: "own", label: t("learn.source.own") },
        ]}
        disabled={isBusy}
        hint={t(`learn.source.${source}.hint`)}
        label={t("learn.source")}
        onChange={(value) => change({ source: value })}
        value={source}
      />
      <DropText
        disabled={isBusy}
        hint={t("learn.text.hint")}
        label={t("learn.text")}
        onChange={(text) => change({ source: "own", ownText: text })}
        placeholder={t("learn.text.placeholder")}
        testId="train-text"
        value={ownText}
      />
      <div className={css.pair}>
        <Choice
          choices={[
            { value: "auto", label: t("learn.kind.auto") },
            { value: "words", label: t("learn.kind.words") },
            { value: "characters", label: t("learn.kind.characters") },
          ]}
          disabled={isBusy}
          hint={t("learn.kind.hint")}
          label={t("learn.kind")}
          onChange={(value) => change({ kind: value })}
          value={kind ?? "auto"}
        />
        <Choice
          choices={[
            { value: "tiny", label: t("learn.size.tiny") },
            { value: "small", label: t("learn.size.small") },
            { value: "medium", label: t("learn.size.medium") },
          ]}
          disabled={isBusy}
          hint={t(`learn.size.${size}.hint`)}
          label={t("learn.size")}
          onChange={(value) => change({ size: value })}
          value={size}
        />
        <WholeNumber
          disabled={isBusy}
          hint={t("learn.steps.hint")}
          label={t("learn.steps")}
          max={mostSteps}
          min={1}
          onChange={(value) => change({ steps: value })}
          testId="train-steps"
          value={steps}
        />
        <Seed disabled={isBusy} onChange={(value) => change({ seed: value })} value={seed} />
        <DeviceChoice
          disabled={isBusy}
          hint={t("learn.device.hint")}
          onChange={(value) => change({ device: value })}
          value={device}
        />
      </div>
    </div>
  );
});

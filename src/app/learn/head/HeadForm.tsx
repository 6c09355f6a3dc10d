import { useWords } from "../../i18n/words.tsx";
import css from "../Learn.module.css";
import { ModelField } from "../ModelField.tsx";
import { Choice, DeviceChoice, DropText, Seed, WholeNumber } from "../parts.tsx";
import { cardsFor } from "./body.ts";
import { ExampleFiles } from "./ExampleFiles.tsx";
import type { HeadSettings } from "./head.ts";

interface HeadFormProps {
  readonly settings: HeadSettings;
  readonly isBusy: boolean;
  readonly change: (settings: Partial<HeadSettings>) => void;
}

/** scikit-learn's `C`, from what keeps weights small to what lets them grow. */
const strengths = ["0.01", "0.1", "1", "10", "100"] as const;

export function HeadForm({ settings, isBusy, change }: HeadFormProps) {
  const { t } = useWords();
  const { modality, device, pooling, examples, c, steps, seed } = settings;
  const strength = strengths.find((one) => Number(one) === c) ?? "1";
  return (
    <div className={css.settings}>
      <p className={css.intro}>{t("learn.head.intro")}</p>
      <Choice
        choices={[
          { value: "text", label: t("learn.head.text") },
          { value: "image", label: t("learn.head.image") },
          { value: "audio", label: t("learn.head.audio") },
        ]}
        disabled={isBusy}
        label={t("learn.head.modality")}
        onChange={(value) => change({ modality: value })}
        testId="train-modality"
        value={modality}
      />
      <ModelField
        cards={() => cardsFor(modality)}
        disabled={isBusy}
        hint={t(`learn.head.body.${modality}.hint`)}
        label={t("learn.head.body")}
        of={modality}
        onChange={(value) => change({ models: { ...settings.models, [modality]: value } })}
        testId="train-model"
        value={settings.models[modality]}
      />
      {modality === "text" ? (
        <TextExamples change={change} isBusy={isBusy} settings={settings} />
      ) : (
        <ExampleFiles
          isBusy={isBusy}
          modality={modality}
          onChange={(files) => change({ files: { ...settings.files, [modality]: files } })}
          value={settings.files[modality]}
        />
      )}
      <div className={css.pair}>
        <WholeNumber
          disabled={isBusy}
          hint={t("learn.head.examples.hint")}
          label={t("learn.examples")}
          max={2_000}
          min={2}
          onChange={(value) => change({ examples: value })}
          testId="train-examples"
          value={examples}
        />
        <Choice
          choices={strengths.map((value) => ({ value, label: value }))}
          disabled={isBusy}
          hint={t("learn.head.c.hint")}
          label="C"
          onChange={(value) => change({ c: Number(value) })}
          testId="train-c"
          value={strength}
        />
        <WholeNumber
          disabled={isBusy}
          hint={t("learn.head.steps.hint")}
          label={t("learn.steps")}
          max={10_000}
          min={1}
          onChange={(value) => change({ steps: value })}
          testId="train-steps"
          value={steps}
        />
        <Seed disabled={isBusy} onChange={(value) => change({ seed: value })} value={seed} />
        {modality === "text" && (
          <Choice
            choices={[
              { value: "mean", label: t("learn.head.pooling.mean") },
              { value: "cls", label: t("learn.head.pooling.cls") },
            ]}
            disabled={isBusy}
            hint={t("learn.head.pooling.hint")}
            label={t("learn.head.pooling")}
            onChange={(value) => change({ pooling: value })}
            testId="train-pooling"
            value={pooling}
          />
        )}
        <DeviceChoice disabled={isBusy} onChange={(value) => change({ device: value })} value={device} />
      </div>
    </div>
  );
}

function TextExamples({ settings, isBusy, change }: HeadFormProps) {
  const { t } = useWords();
  const { lines, ownLines } = settings;
  return (
    <>
      <Choice
        choices={[
          { value: "english", label: t("learn.lines.english") },
          { value: "chinese", label: t("learn.lines.chinese") },
          { value: "own", label: t("learn.source.own") },
        ]}
        disabled={isBusy}
        hint={t(lines === "own" ? "learn.lines.own.hint" : `learn.head.lines.${lines}.hint`)}
        label={t("learn.lines")}
        onChange={(value) => change({ lines: value })}
        value={lines}
      />
      <DropText
        disabled={isBusy}
        hint={t("learn.labels.hint")}
        label={t("learn.labels")}
        onChange={(text) => change({ lines: "own", ownLines: text })}
        placeholder={t("learn.labels.placeholder")}
        testId="train-labels"
        value={ownLines}
      />
    </>
  );
}

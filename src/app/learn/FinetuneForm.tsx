import { useWords } from "../i18n/words.tsx";
import { briefSteps, type FinetuneSettings } from "./finetune.ts";
import css from "./Learn.module.css";
import { Choice, DropText, Seed, WholeNumber } from "./parts.tsx";

interface FinetuneFormProps {
  readonly settings: FinetuneSettings;
  readonly isBusy: boolean;
  /** Whether a network was pre-trained in this visit. */
  readonly hasLast: boolean;
  readonly change: (settings: Partial<FinetuneSettings>) => void;
}

export function FinetuneForm({ settings, isBusy, hasLast, change }: FinetuneFormProps) {
  const { t } = useWords();
  const { lines, ownLines, part, examples, seed, steps } = settings;
  return (
    <div className={css.settings}>
      <p className={css.intro}>{t("learn.finetune.intro")}</p>
      <p className={css.hint}>{hasLast ? t("learn.net.last") : t("learn.net.none", { steps: briefSteps })}</p>
      <Choice
        choices={[
          { value: "english", label: t("learn.lines.english") },
          { value: "chinese", label: t("learn.lines.chinese") },
          { value: "own", label: t("learn.source.own") },
        ]}
        disabled={isBusy}
        hint={t(`learn.lines.${lines}.hint`)}
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
      <Choice
        choices={[
          { value: "head", label: t("learn.part.head") },
          { value: "last", label: t("learn.part.last") },
          { value: "all", label: t("learn.part.all") },
        ]}
        disabled={isBusy}
        hint={t(`learn.part.${part}.hint`)}
        label={t("learn.part")}
        onChange={(value) => change({ part: value })}
        testId="train-part"
        value={part}
      />
      <div className={css.pair}>
        <WholeNumber
          disabled={isBusy}
          hint={t("learn.examples.hint")}
          label={t("learn.examples")}
          max={10_000}
          min={2}
          onChange={(value) => change({ examples: value })}
          testId="train-examples"
          value={examples}
        />
        <WholeNumber
          disabled={isBusy}
          label={t("learn.steps")}
          max={2_000}
          min={1}
          onChange={(value) => change({ steps: value })}
          testId="train-steps"
          value={steps}
        />
        <Seed disabled={isBusy} onChange={(value) => change({ seed: value })} value={seed} />
      </div>
    </div>
  );
}

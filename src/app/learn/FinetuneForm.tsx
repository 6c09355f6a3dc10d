import { useWords } from "../i18n/words.tsx";
import type { FinetuneSettings } from "./finetune.ts";
import css from "./Learn.module.css";
import { ModelField } from "./ModelField.tsx";
import { briefSteps, type FinetuneNet, readyNets } from "./net.ts";
import { Choice, DeviceChoice, DropText, Seed, WholeNumber } from "./parts.tsx";

interface FinetuneFormProps {
  readonly settings: FinetuneSettings;
  readonly isBusy: boolean;
  /** Whether a network was pre-trained in this visit. */
  readonly hasLast: boolean;
  /** What would be fine-tuned now. */
  readonly net: FinetuneNet;
  readonly change: (settings: Partial<FinetuneSettings>) => void;
}

/** None is known to have its weights in this form and to be small enough; any id may be typed. */
const noCards = async () => [];

export function FinetuneForm({ settings, isBusy, hasLast, net, change }: FinetuneFormProps) {
  const { t } = useWords();
  const { model, lines, ownLines, part, examples, seed, steps, device } = settings;
  const lastHint = hasLast ? t("learn.net.last") : t("learn.net.none", { steps: briefSteps });
  const hints = { hub: "learn.net.hub.hint", file: "learn.net.file.hint" } as const;
  const hint = net === "last" ? lastHint : t(net === "hub" || net === "file" ? hints[net] : "learn.net.ready");
  return (
    <div className={css.settings}>
      <p className={css.intro}>{t("learn.finetune.intro")}</p>
      <Choice
        choices={[
          ...readyNets.map((value) => ({ value, label: t(`learn.net.${value}`) })),
          { value: "last" as const, label: t("learn.net.own") },
          { value: "hub" as const, label: t("learn.net.hub") },
          // Comes with what is loaded.
          ...(net === "file" ? [{ value: "file" as const, label: t("learn.net.file") }] : []),
        ]}
        disabled={isBusy}
        hint={hint}
        label={t("learn.net")}
        onChange={(value) => change({ net: value })}
        testId="train-net"
        value={net}
      />
      {net === "hub" && (
        <ModelField
          cards={noCards}
          disabled={isBusy}
          hint={t("learn.net.model.hint")}
          label={t("learn.net.model")}
          of="finetune"
          onChange={(value) => change({ model: value })}
          testId="train-model"
          value={model}
        />
      )}
      <Choice
        choices={[
          ...readyNets.map((value) => ({ value, label: t(`learn.lines.${value}`) })),
          { value: "own" as const, label: t("learn.source.own") },
        ]}
        disabled={isBusy}
        hint={t(net === "hub" && lines !== "own" ? `learn.head.lines.${lines}.hint` : `learn.lines.${lines}.hint`)}
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
        <DeviceChoice
          disabled={isBusy}
          hint={t("learn.device.hint")}
          onChange={(value) => change({ device: value })}
          value={device}
        />
      </div>
    </div>
  );
}

import { useState } from "react";
import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import type { FinetuneEvent } from "../../learn/verbs.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { LineChart, type LinePoint } from "../../ui/LineChart.tsx";
import { countText, percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { Stats } from "../../ui/Stats.tsx";
import table from "../../ui/table.module.css";
import { bytesText } from "../format.ts";
import { useWords } from "../i18n/words.tsx";
import { CodeText } from "../results/CodeText.tsx";
import { BodyProgressLine } from "./BodyProgressLine.tsx";
import { Claim } from "./Claim.tsx";
import { FinetuneForm } from "./FinetuneForm.tsx";
import { type FinetuneState, lastAccuracies } from "./finetune.ts";
import css from "./Learn.module.css";
import { LearnColumns } from "./LearnColumns.tsx";
import { FailureCard } from "./parts.tsx";
import type { PretrainState } from "./pretrain.ts";
import { isLearning } from "./progress.ts";
import { TrainBar } from "./TrainBar.tsx";
import { TrainingFiles } from "./TrainingFiles.tsx";
import { trainerProgram } from "./trainer-program.ts";

interface FinetuneProps {
  readonly store: StoreApi<FinetuneState>;
  readonly pretrain: StoreApi<PretrainState>;
}

/** Fine-tuning: a network that was pre-trained beside the same from random numbers, on the same labelled lines. */
export function Finetune({ store, pretrain }: FinetuneProps) {
  const { t } = useWords();
  const state = useStore(store);
  const trained = useStore(pretrain);
  const { settings, step, events, facts } = state;
  const isBusy = isLearning(state) || isLearning(trained);
  const isResumable = state.status === "cancelled" && step > 0 && step < settings.steps;
  const hasLast = trained.isThere && trained.step > 0;
  const lastName = hasLast ? `${trained.begins} ${trained.step}` : undefined;
  const last = events.at(-1);
  const outside = {
    objective: facts?.objective ?? null,
    device: settings.device,
    seed: settings.seed,
    step,
    loss: last?.loss ?? null,
    validationLoss: null,
    baselineLoss: last?.baselineLoss ?? null,
    ...lastAccuracies(events),
    part: settings.part,
    ...(settings.net === "hub" && { model: settings.model }),
  };
  return (
    <LearnColumns
      bar={
        <TrainBar
          isBusy={isBusy}
          isResumable={isResumable}
          onStart={() => void state.start(lastName)}
          progress={state}
          total={settings.steps}
        >
          <BodyProgressLine progress={state.progress} />
          <button
            className="button"
            data-testid="train-claim"
            disabled={isBusy}
            onClick={() => void state.measureClaim(lastName)}
            title={t("learn.claim.hint")}
            type="button"
          >
            {t("learn.claim.measure")}
          </button>
        </TrainBar>
      }
      form={
        <FinetuneForm
          change={state.change}
          hasLast={hasLast}
          isBusy={isBusy}
          net={state.netNow(hasLast)}
          settings={settings}
        />
      }
      outside={outside}
    >
      {state.failure && (
        <FailureCard
          failure={state.failure}
          field={t("learn.labels")}
          {...(settings.net === "hub" && { model: settings.model })}
        />
      )}
      {settings.net === "hub" && <Needs needs={state.needs} />}
      {facts ? <Views state={state} /> : <p className={css.intro}>{t("learn.about.finetune")}</p>}
      <Claim outcomes={state.outcomes} />
      <Outcomes state={state} />
      <TrainingFiles
        isBusy={isBusy}
        isThere={facts !== undefined && state.isThere}
        saveName={settings.net === "hub" ? undefined : "fine-tuning.safetensors"}
        training={state}
      />
      <FullSize settings={settings} />
    </LearnColumns>
  );
}

/** Said before the weights are fetched. */
function Needs({ needs }: Pick<FinetuneState, "needs">) {
  const { t, locale } = useWords();
  if (!needs) return null;
  const values = { parameters: countText(needs.parameters, locale), memory: bytesText(needs.memoryBytes) };
  return <p className={css.hint}>{t("learn.net.needs", values)}</p>;
}

/** The same in Python, for a machine that has room for it. */
function FullSize({ settings }: { readonly settings: FinetuneState["settings"] }) {
  const { t, locale } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const isChinese = settings.lines === "own" ? locale === "zh-CN" : settings.lines === "chinese";
  const { net, model, ...rest } = settings;
  const code = trainerProgram({ ...rest, isChinese, ...(net === "hub" && model !== "" && { model }) });
  return (
    <details className={parts.details} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t("learn.full-size")}</summary>
      <p className={css.hint}>{t("learn.full-size.hint")}</p>
      {isOpen && <CodeText code={code} testId="train-python" />}
      <DownloadButton label="finetune.py" make={() => new Blob([code], { type: "text/plain" })} name="finetune.py" />
    </details>
  );
}

function Views({ state }: { readonly state: FinetuneState }) {
  const { t, locale } = useWords();
  const { facts, events, settings } = state;
  if (!facts) return null;
  const memoryBytes = events.findLast((event) => event.memoryBytes !== undefined)?.memoryBytes;
  const series = (label: string, tone: number, toY: (event: FinetuneEvent) => number | undefined) => ({
    label,
    tone,
    points: events.flatMap((event): readonly LinePoint[] => {
      const y = toY(event);
      return y === undefined ? [] : [{ x: event.step, y }];
    }),
  });
  const shared = {
    t,
    locale,
    xEnd: settings.steps,
    xLabel: t("learn.steps-unit", { count: settings.steps }),
    digits: 2,
  };
  return (
    <>
      <LineChart
        {...shared}
        label={t("learn.accuracy")}
        series={[
          series(t("learn.pretrained"), 1, ({ accuracy }) => accuracy),
          series(t("learn.random"), 2, ({ baselineAccuracy }) => baselineAccuracy),
        ]}
        yRange={[0, 1]}
      />
      <LineChart
        {...shared}
        label={t("learn.loss")}
        series={[
          series(t("learn.pretrained"), 1, ({ loss }) => loss),
          series(t("learn.random"), 2, ({ baselineLoss }) => baselineLoss),
        ]}
        yRange={[0, 0]}
      />
      <Stats
        items={[
          { label: t("learn.labels-found"), value: facts.labels.join(" · ") },
          { label: t("learn.parameters"), value: countText(facts.parameters, locale) },
          { label: t("learn.lines-train"), value: countText(facts.trainLines, locale) },
          { label: t("learn.lines-held-out"), value: countText(facts.heldOutLines, locale) },
          ...(memoryBytes === undefined ? [] : [{ label: t("learn.memory"), value: bytesText(memoryBytes) }]),
        ]}
      />
    </>
  );
}

/** Accuracy against the number of examples: the survey's claim, as far as this visit has measured it. */
function Outcomes({ state: { outcomes } }: { readonly state: FinetuneState }) {
  const { t, locale } = useWords();
  if (outcomes.length === 0) return null;
  return (
    <div>
      <h3>{t("learn.outcomes")}</h3>
      <p className={css.hint}>{t("learn.outcomes.hint")}</p>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("learn.lines-train")}</th>
            <th scope="col">{t("learn.part")}</th>
            <th scope="col">{t("learn.seed")}</th>
            <th scope="col">{t("learn.pretrained")}</th>
            <th scope="col">{t("learn.random")}</th>
          </tr>
        </thead>
        <tbody>
          {outcomes.map(({ number, settings, trainLines, accuracy, baselineAccuracy }) => (
            <tr key={number}>
              <td>{trainLines}</td>
              <td>{t(`learn.part.${settings.part}`)}</td>
              <td>{settings.seed}</td>
              <td>{percentText(accuracy, locale)}</td>
              <td>{percentText(baselineAccuracy, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

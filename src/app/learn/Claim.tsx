import { LineChart } from "../../ui/LineChart.tsx";
import { percentText } from "../../ui/number.ts";
import table from "../../ui/table.module.css";
import { useWords } from "../i18n/words.tsx";
import { type ClaimPoint, claimOf, type Spread } from "./claim.ts";
import type { FinetuneOutcome } from "./finetune.ts";
import css from "./Learn.module.css";

/** Accuracy against the number of examples, pre-trained beside random: the survey's claim, as this visit has measured it. */
export function Claim({ outcomes }: { readonly outcomes: readonly FinetuneOutcome[] }) {
  const { t, locale } = useWords();
  const points = claimOf(outcomes);
  if (points.length < 2) return null;
  const series = (label: string, tone: number, spreadOf: (point: ClaimPoint) => Spread) => ({
    label,
    tone,
    points: points.map((point) => ({ x: point.trainLines, y: spreadOf(point).mean })),
  });
  const text = ({ mean, least, largest }: Spread) =>
    t("learn.claim.spread", {
      mean: percentText(mean, locale),
      least: percentText(least, locale),
      largest: percentText(largest, locale),
    });
  return (
    <div data-testid="train-claim-chart">
      <LineChart
        digits={2}
        label={t("learn.claim")}
        locale={locale}
        series={[
          series(t("learn.pretrained"), 1, ({ accuracy }) => accuracy),
          series(t("learn.random"), 2, ({ baselineAccuracy }) => baselineAccuracy),
        ]}
        t={t}
        xEnd={points.at(-1)?.trainLines ?? 1}
        xLabel={t("learn.claim.examples")}
        yRange={[0, 1]}
      />
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("learn.lines-train")}</th>
            <th scope="col">{t("learn.claim.seeds")}</th>
            <th scope="col">{t("learn.pretrained")}</th>
            <th scope="col">{t("learn.random")}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ trainLines, seeds, accuracy, baselineAccuracy }) => (
            <tr key={trainLines}>
              <td>{trainLines}</td>
              <td>{seeds}</td>
              <td>{text(accuracy)}</td>
              <td>{text(baselineAccuracy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={css.hint}>{t("learn.claim.hint")}</p>
    </div>
  );
}

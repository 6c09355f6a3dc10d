import { Bars } from "../../../ui/Bars.tsx";
import { countText, decimalText, percentText } from "../../../ui/number.ts";
import { Stats } from "../../../ui/Stats.tsx";
import table from "../../../ui/table.module.css";
import { useWords } from "../../i18n/words.tsx";
import css from "../Learn.module.css";
import type { HeadResult } from "./head.ts";

const shownMistakes = 12;

/** How well a head does, where it errs, and by which examples. */
export function HeadViews({ result }: { readonly result: HeadResult }) {
  const { t, locale } = useWords();
  const { accuracy, baselineAccuracy, zeroShotAccuracy, labels, rows, trainRows, columns, loss, steps } = result;
  const { againstRandom, accuracyRange } = result;
  const [least, most] = accuracyRange;
  const compared = [
    { id: "head", label: t("learn.head.trained"), share: accuracy },
    { id: "random", label: t("learn.head.random"), note: t("learn.head.random.hint"), share: baselineAccuracy },
    ...(zeroShotAccuracy === undefined
      ? []
      : [{ id: "zero", label: t("learn.head.zero"), note: t("learn.head.zero.hint"), share: zeroShotAccuracy }]),
  ];
  return (
    <>
      <div>
        <h3>{t("learn.accuracy")}</h3>
        <Bars
          caption={t("learn.accuracy")}
          labelHead={t("learn.head")}
          rows={compared.map((row) => ({ ...row, text: percentText(row.share, locale) }))}
          valueHead={t("learn.accuracy")}
        />
        <p className={css.hint} data-testid="train-noise">
          {t("learn.head.noise", {
            count: rows.length - trainRows,
            least: percentText(least, locale),
            most: percentText(most, locale),
          })}{" "}
          {t(`learn.head.${againstRandom}`)}
        </p>
      </div>
      <Stats
        items={[
          { label: t("learn.lines-train"), value: countText(trainRows, locale) },
          { label: t("learn.lines-held-out"), value: countText(rows.length - trainRows, locale) },
          { label: t("learn.head.features"), value: countText(columns, locale) },
          { label: t("learn.parameters"), value: countText((columns + 1) * labels.length, locale) },
          { label: t("learn.steps"), value: countText(steps, locale) },
          { label: t("learn.loss.train"), value: decimalText(loss, locale, 4) },
          { label: t("learn.loss.validation"), value: decimalText(result.validationLoss, locale, 4) },
        ]}
      />
      <Confusion result={result} />
      <Mistakes result={result} />
    </>
  );
}

function Confusion({ result: { labels, confusion } }: { readonly result: HeadResult }) {
  const { t, locale } = useWords();
  return (
    <div>
      <h3>{t("learn.head.confusion")}</h3>
      <p className={css.hint}>{t("learn.head.confusion.hint")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section aria-label={t("learn.head.confusion")} className={css.scroll} tabIndex={0}>
        <table className={table.table} data-testid="train-confusion">
          <thead>
            <tr>
              <td />
              {labels.map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, right) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {labels.map((said, place) => (
                  <td className={right === place ? css.right : undefined} key={said}>
                    {countText(confusion[right]?.[place] ?? 0, locale)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Mistakes({ result: { mistakes, rows, labels } }: { readonly result: HeadResult }) {
  const { t, locale } = useWords();
  return (
    <div>
      <h3>{t("learn.head.mistakes", { count: mistakes.length })}</h3>
      <ul className={css.mistakes} data-testid="train-mistakes">
        {mistakes.slice(0, shownMistakes).map(({ row, guess, probability }) => (
          <li key={row}>
            <small className={css.mistake}>
              {t("learn.guess", {
                guess: labels[guess] ?? "",
                share: percentText(probability, locale),
                asked: rows[row]?.label ?? "",
              })}
            </small>
            <span>{rows[row]?.name}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

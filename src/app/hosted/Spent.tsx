import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import type { Order } from "../store/run.ts";
import type { AppState } from "../store/state.ts";
import css from "./hosted.module.css";

interface SpentProps {
  readonly order: Order;
  /** What was read and written stands beside it already. */
  readonly isCounted: boolean;
}

/** What a provider counted of a run, thoughts among it, and what that costs where its list tells. */
export function Spent({ order, isCounted }: SpentProps) {
  const { t, locale } = useWords();
  const hosted = useApp((state) => findReport(state, order)?.hosted);
  if (hosted?.inputTokens === undefined || hosted.outputTokens === undefined) return null;
  const { host, inputTokens, outputTokens, thoughtTokens = 0, cost } = hosted;
  const count = new Intl.NumberFormat(locale);
  const counts = { host, input: count.format(inputTokens), output: count.format(outputTokens) };
  const facts = [
    isCounted ? "" : t("hosted.spent", counts),
    thoughtTokens > 0 ? t("hosted.thoughts", { count: thoughtTokens }) : "",
    cost === undefined ? "" : t("hosted.cost", { cost: costText(cost, locale) }),
  ].filter((fact) => fact !== "");
  if (facts.length === 0) return null;
  return (
    <p className={css.hint} data-testid="hosted-spent">
      {facts.join(" ")}
    </p>
  );
}

function findReport({ run, history }: AppState, order: Order) {
  if (run.status === "done" && run.order === order) return run.report;
  return history.find((kept) => kept.order === order)?.report;
}

/** Most runs cost a small part of a cent. */
function costText(cost: number, locale: string): string {
  const style = { style: "currency", currency: "USD", maximumSignificantDigits: 2 } as const;
  return new Intl.NumberFormat(locale, style).format(cost);
}

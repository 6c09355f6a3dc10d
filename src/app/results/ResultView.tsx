import { memo, Suspense } from "react";
import { definitionOf } from "../../tasks/index.ts";
import type { AnyChange, Result } from "../../tasks/visualizer.ts";
import { Spent } from "../hosted/parts.ts";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { useApp, useViewOptions } from "../store/context.tsx";
import { orderIn } from "../store/order.ts";
import { type Order, pictureOf } from "../store/run.ts";
import { ResultBoundary } from "./ResultBoundary.tsx";

interface ResultViewProps {
  readonly order: Order;
  readonly result: Result;
  readonly final: boolean;
  /** Of an earlier run: it is shown, and asks for nothing. */
  readonly isPast?: boolean;
  /** It is the last turn of the conversation on screen. */
  readonly isTurn?: boolean;
}

/** The picture of a result, also of a growing one. */
export const ResultView = memo(function ResultView({
  order,
  result,
  final,
  isPast = false,
  isTurn = false,
}: ResultViewProps) {
  const { t } = useWords();
  return (
    <ResultBoundary fallback={<p className="mute">{t("results.undrawn")}</p>} key={pictureOf(order)}>
      <Picture final={final} isPast={isPast} isTurn={isTurn} order={order} result={result} />
      {order.hosted && final && (
        <Suspense fallback={null}>
          <Spent isCounted={isTurn} order={order} />
        </Suspense>
      )}
    </ResultBoundary>
  );
});

/** A component of its own, so that what fails in it fails inside of the boundary. */
function Picture({ order, result, final, isPast, isTurn = false }: ResultViewProps) {
  const { locale } = useWords();
  const taskWord = useTaskWords();
  const options = useViewOptions(order.taskId);
  const onOptions = useApp((state) => state.setViewOptions);
  const again = useApp((state) => state.again);
  const beside = useApp((state) => state.beside);
  const onPoint = useApp((state) => state.point);
  // A view that is pointed at shows what the editors hold now; others need not be drawn again for each letter there.
  const isPointedAt = !isPast && definitionOf(order.taskId).isPointedAt === true;
  const now = useApp((state) => (isPointedAt && state.task === order.taskId ? orderIn(state).order : undefined));
  const requests = isPast
    ? {}
    : {
        onRun: (change: AnyChange) => void again(change),
        onAsk: (change: AnyChange) => beside(order, change),
        ...(now && { now, onPoint }),
      };
  return result.render({ ...requests, onOptions, options, final, isTurn, t: taskWord, locale });
}

import { type ReactNode, use } from "react";
import type { TaskId } from "../../tasks/index.ts";
import type { Visualizer } from "../../tasks/visualizer.ts";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { orderIn } from "../store/order.ts";
import { loadVisualizer } from "../visualizers.ts";

interface BeforeProps {
  /** Where there is nothing to point at yet. */
  readonly children: ReactNode;
}

const loading = new Map<TaskId, Promise<Visualizer>>();

/** `use` wants the same promise each time. */
function visualizerOf(task: TaskId): Promise<Visualizer> {
  const known = loading.get(task) ?? loadVisualizer(task);
  loading.set(task, known);
  return known;
}

/** The input to be pointed at, before there is a result of it. */
export function Before({ children }: BeforeProps) {
  const { locale } = useWords();
  const t = useTaskWords();
  const task = useApp((state) => state.task);
  const { order } = useApp(orderIn);
  const onPoint = useApp((state) => state.point);
  const visualizer = use(visualizerOf(task));
  return visualizer.before?.(order, { t, locale, onPoint }) ?? children;
}

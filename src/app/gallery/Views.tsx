import { useMemo, useState } from "react";
import type { Fixture } from "../../tasks/fixture.ts";
import type { TaskId } from "../../tasks/index.ts";
import type { ResultData, Visualizer } from "../../tasks/visualizer.ts";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { findVisualizer } from "../visualizers.ts";
import { Group, State } from "./Frame.tsx";

const fixtures = import.meta.glob<Fixture>("../../tasks/*/fixture.ts", { import: "fixture", eager: true });

const states = [
  { name: "waiting", result: "empty", final: false },
  { name: "empty", result: "empty", final: true },
  { name: "partial", result: "partial", final: false },
  { name: "final", result: "final", final: true },
] as const;

/** The picture of a task's result in each state. */
export function Views({ taskId }: { readonly taskId: TaskId }) {
  const taskWord = useTaskWords();
  const fixture = fixtures[`../../tasks/${taskId}/fixture.ts`];
  const visualizer = findVisualizer(taskId);
  if (!fixture || !visualizer) return <p>{`${taskId} has no fixture.`}</p>;
  return (
    <Group title={taskWord("title")}>
      {states.map(({ name, result, final }) => (
        <State key={name} name={name} of={taskId}>
          <Shown data={fixture[result]} final={final} visualizer={visualizer} />
        </State>
      ))}
    </Group>
  );
}

interface ShownProps {
  readonly data: ResultData;
  readonly final: boolean;
  readonly visualizer: Visualizer;
}

/** A picture whose own controls work. */
function Shown({ data, final, visualizer }: ShownProps) {
  const { locale } = useWords();
  const taskWord = useTaskWords();
  const [options, setOptions] = useState(data.options);
  const result = useMemo(() => visualizer.open(data), [visualizer, data]);
  const onOptions = (change: ResultData["options"]) => setOptions({ ...options, ...change });
  // Pointing changes what is pointed at; nothing runs here.
  const now = { input: data.input, options };
  return result.render({ options, final, t: taskWord, locale, onOptions, now, onPoint: onOptions });
}

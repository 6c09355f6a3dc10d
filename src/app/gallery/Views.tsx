import type { Fixture } from "../../tasks/fixture.ts";
import type { TaskId } from "../../tasks/index.ts";
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
  const { locale } = useWords();
  const taskWord = useTaskWords();
  const fixture = fixtures[`../../tasks/${taskId}/fixture.ts`];
  const visualizer = findVisualizer(taskId);
  if (!fixture || !visualizer) return <p>{`${taskId} has no fixture.`}</p>;
  return (
    <Group title={taskWord("title")}>
      {states.map(({ name, result, final }) => (
        <State key={name} name={name} of={taskId}>
          {visualizer.render(fixture[result], final, taskWord, locale)}
        </State>
      ))}
    </Group>
  );
}

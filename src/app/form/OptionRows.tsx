import type { Option } from "../../tasks/options.ts";
import { useApp } from "../store/context.tsx";
import { definitionIn, optionsIn } from "../store/selectors.ts";
import { OptionRow } from "./OptionRow.tsx";

/** The options of the task that a panel has; of few tasks, none. */
export function drawnOptionsOf(options: Readonly<Record<string, Option>>) {
  return Object.entries(options).filter(([, { hidden }]) => !hidden);
}

/** A row for each option of the task, drawn from its definition. */
export function OptionRows() {
  const { options } = useApp(definitionIn);
  const values = useApp(optionsIn);
  const drawn = drawnOptionsOf(options);
  return drawn.map(([name, option], index) => (
    <OptionRow
      belongsAbove={belongsTo(drawn[index - 1], option)}
      key={name}
      name={name}
      option={option}
      value={values[name] ?? null}
      values={values}
    />
  ));
}

/** Whether an option hangs on the one above it, or on the same one as that. */
function belongsTo(above: readonly [name: string, option: Option] | undefined, { when }: Option): boolean {
  if (!above || !when) return false;
  const [name, { when: other }] = above;
  return when.option === name || when.option === other?.option;
}

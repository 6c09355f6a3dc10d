import * as v from "valibot";
import type { Json } from "../../../../hub/json.ts";

/** What `config.json` says of the tasks that a checkpoint was trained on, which Python's pipelines go by. */
export interface TaskParams {
  /** `task_specific_params`: a prefix and settings, by the task's name. */
  readonly taskParams: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What goes in front of every text (`prefix`). */
  readonly prefix: string;
}

const Config = v.object({
  prefix: v.fallback(v.nullish(v.string()), undefined),
  task_specific_params: v.fallback(v.nullish(v.record(v.string(), v.record(v.string(), v.unknown()))), undefined),
});

export function taskParamsOf(config: Json): TaskParams {
  const { prefix, task_specific_params: taskParams } = v.parse(Config, config);
  return { taskParams: taskParams ?? {}, prefix: prefix ?? "" };
}

/** What Python's pipeline puts in front of a text for this task. */
export function prefixFor({ taskParams, prefix }: TaskParams, taskKey: string): string {
  const own = taskParams[taskKey]?.prefix;
  return typeof own === "string" ? own : prefix;
}

import * as v from "valibot";
import type { Json } from "../../../../shared/json.ts";

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

/** What `GenerationConfig()` of transformers says, where that is not `None`. */
const usual: Readonly<Record<string, unknown>> = {
  max_length: 20,
  min_length: 0,
  num_beams: 1,
  early_stopping: false,
  length_penalty: 1,
  repetition_penalty: 1,
  encoder_repetition_penalty: 1,
  no_repeat_ngram_size: 0,
  encoder_no_repeat_ngram_size: 0,
  renormalize_logits: false,
};

/**
 * Whether Python asks the checkpoint once more, as it begins to write, for whatever then stands as it is usual: of files
 * of transformers 4.50 and later, and where no version or no file is there.
 * @param file `generation_config.json`
 */
export function isAskedAgain(file: Json | undefined): boolean {
  const { transformers_version: version } = file ?? {};
  if (typeof version !== "string") return true;
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 4 || (major === 4 && minor >= 50);
}

/** @param file `generation_config.json`, before which a task's setting that is the usual one may count for nothing */
export function taskParamsOf(config: Json, file: Json | undefined): TaskParams {
  const { prefix, task_specific_params: found } = v.parse(Config, config);
  const counts = ([name, value]: [string, unknown]) => !isAskedAgain(file) || usual[name] !== value;
  const taskParams = Object.entries(found ?? {}).map(([task, params]) => [
    task,
    Object.fromEntries(Object.entries(params).filter(counts)),
  ]);
  return { taskParams: Object.fromEntries(taskParams), prefix: prefix ?? "" };
}

/** What Python's pipeline puts in front of a text for this task. */
export function prefixFor({ taskParams, prefix }: TaskParams, taskKey: string): string {
  const own = taskParams[taskKey]?.prefix;
  return typeof own === "string" ? own : prefix;
}

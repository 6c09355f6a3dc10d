import { expect, test } from "vitest";
import { prefixFor, taskParamsOf } from "./task-params.ts";

test("what goes in front of a text is the task's own, and the model's where the task names none", () => {
  const config = { prefix: "all: ", task_specific_params: { summarization: { prefix: "summarize: ", num_beams: 4 } } };
  const params = taskParamsOf(config, {});
  expect(prefixFor(params, "summarization")).toBe("summarize: ");
  expect(prefixFor(params, "translation")).toBe("all: ");
  expect(params.taskParams.summarization).toEqual({ prefix: "summarize: ", num_beams: 4 });
});

test("a config that says nothing of tasks, or nothing of use, has no prefix", () => {
  for (const config of [{}, { prefix: null, task_specific_params: null }, { prefix: 3, task_specific_params: "x" }]) {
    expect(taskParamsOf(config, undefined)).toEqual({ taskParams: {}, prefix: "" });
  }
});

test("a task's setting that is the usual one counts for nothing where Python asks the checkpoint again: from 4.50 on", () => {
  const config = { task_specific_params: { summarization: { early_stopping: false, num_beams: 1, min_length: 4 } } };
  const countedBy = (file: { transformers_version?: string } | undefined) =>
    Object.keys(taskParamsOf(config, file).taskParams.summarization ?? {});
  expect(countedBy({ transformers_version: "4.30.0" })).toEqual(["early_stopping", "num_beams", "min_length"]);
  for (const file of [undefined, {}, { transformers_version: "4.50.0.dev0" }, { transformers_version: "4.57.6" }]) {
    expect(countedBy(file)).toEqual(["min_length"]);
  }
});

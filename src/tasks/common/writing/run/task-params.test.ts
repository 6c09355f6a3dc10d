import { expect, test } from "vitest";
import { prefixFor, taskParamsOf } from "./task-params.ts";

test("what goes in front of a text is the task's own, and the model's where the task names none", () => {
  const config = { prefix: "all: ", task_specific_params: { summarization: { prefix: "summarize: ", num_beams: 4 } } };
  const params = taskParamsOf(config);
  expect(prefixFor(params, "summarization")).toBe("summarize: ");
  expect(prefixFor(params, "translation")).toBe("all: ");
  expect(params.taskParams.summarization).toEqual({ prefix: "summarize: ", num_beams: 4 });
});

test("a config that says nothing of tasks, or nothing of use, has no prefix", () => {
  for (const config of [{}, { prefix: null, task_specific_params: null }, { prefix: 3, task_specific_params: "x" }]) {
    expect(taskParamsOf(config)).toEqual({ taskParams: {}, prefix: "" });
  }
});

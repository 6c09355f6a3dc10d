import { expect, test } from "vitest";
import { definitionOf, taskIds } from "../../tasks/index.ts";
import { tasksTaking } from "./stray.ts";

const never = () => false;

test("the tasks that take a file's kind are found, and those in use come first", () => {
  const found = tasksTaking("image", taskIds, never);
  expect(found.length).toBeGreaterThan(1);
  for (const id of found) expect(Object.values(definitionOf(id).inputs).map(({ kind }) => kind)).toContain("image");
  const [first, second] = found;
  expect(tasksTaking("image", taskIds, (id) => id === second).slice(0, 2)).toEqual([second, first]);
  expect(tasksTaking("audio", taskIds, never)).toContain("automatic-speech-recognition");
});

test("nothing is offered for what no task takes, or where a site has no such task", () => {
  expect(tasksTaking("other", taskIds, never)).toEqual([]);
  expect(tasksTaking("audio", ["image-classification"], never)).toEqual([]);
});

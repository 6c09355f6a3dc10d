import { expect, test } from "vitest";
import { phrases } from "./phrases.ts";
import { toAsked } from "./prompts.ts";

const all = phrases.groups.flatMap((group) => group.phrases);

test.each(all)("$name is asked as it is offered, and takes words where they are offered", ({ name, beside }) => {
  const { task, prompt } = toAsked(beside === undefined ? name : `${name}${beside}`);
  expect(task?.name).toBe(name);
  expect(prompt).not.toContain("{input}");
  if (beside === undefined) expect(() => toAsked(`${name} words`)).toThrow();
  else expect(prompt).toContain(beside);
});

test("the menu is Florence's, whether its card or its configuration names it", () => {
  expect(["Florence-2", "florence2", "qwen2_vl", ""].map(phrases.isFor)).toEqual([true, true, false, false]);
  expect(new Set(all.map(({ name }) => name)).size).toBe(15);
});

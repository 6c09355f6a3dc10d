import { describe, expect, test } from "vitest";
import { definitionOf, taskIds } from "../../../src/tasks/index.ts";
import { contracts } from "./contracts.ts";

test("each task has one file here", () => {
  expect([...contracts.keys()].sort()).toEqual([...taskIds].sort());
});

describe.each(taskIds)("%s", (id) => {
  const { inputs, options } = definitionOf(id);

  test("has every control here that its definition draws, and no other", () => {
    const contract = contracts.get(id);
    const shown = Object.entries(options).flatMap(([name, { hidden }]) => (hidden ? [] : [name]));
    expect(Object.keys(contract?.options ?? {}).sort()).toEqual(shown.sort());
    const taking = Object.keys(contract?.inputs ?? {}).filter((name) => !name.endsWith("-json"));
    const also = Object.values(inputs).flatMap((field) => (field.kind === "messages" ? (field.also ?? []) : []));
    expect(taking.sort()).toEqual([...Object.keys(inputs), ...also].sort());
  });
});

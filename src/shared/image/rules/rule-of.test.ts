import { expect, it } from "vitest";
import { ruleOf } from "./rule-of.ts";
import types from "./types.golden.json" with { type: "json" };

it.each(Object.entries(types))("a file of %s that names no class is read by Python's %s", (type, name) => {
  expect(ruleOf(undefined, type).className).toBe(name);
});

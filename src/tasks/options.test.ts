import { describe, expect, it } from "vitest";
import {
  choiceOption,
  defaultsOf,
  fitsOption,
  isOptionsOf,
  listOption,
  maybeNumberOption,
  numberOption,
  type Option,
  textOption,
  toggleOption,
} from "./options.ts";

const whole = numberOption({ min: 1, max: 20, step: 1, default: 5 });
const part = numberOption({ min: 0, max: 1, step: 0.1, default: 0.7 });
const maybe = maybeNumberOption({ min: 1, max: 20, step: 1, default: null });
const toggle = toggleOption({ default: true });
const choice = choiceOption({ choices: ["mean", "cls"], default: "mean" });
const list = listOption({ default: ["a"] });
const text = textOption({ default: "This is {}.", maxLength: 12 });

describe("fitsOption", () => {
  it.each<[string, Option, readonly unknown[], readonly unknown[]]>([
    ["a whole number", whole, [1, 5, 20], [0, 21, 1.5, "5", null, undefined, Number.NaN, Number.POSITIVE_INFINITY]],
    ["a number", part, [0, 0.05, 1], [-0.1, 1.1, "0.5", Number.NaN]],
    ["a number that may be left out", maybe, [null, 1, 20], [undefined, 0, 1.5, "", false]],
    ["a toggle", toggle, [true, false], [null, undefined, 0, "true"]],
    ["a choice", choice, ["mean", "cls"], ["max", "", null, 0, undefined]],
    ["a text", text, ["", "This is {}."], [null, 1, ["a"], "This is {} at last."]],
    ["a list", list, [[], ["a", "b"]], [null, "a", ["a", 1], undefined]],
  ])("of %s takes what it can be, and nothing else", (_, option, good, bad) => {
    expect(good.filter((value) => !fitsOption(option, value))).toEqual([]);
    expect(bad.filter((value) => fitsOption(option, value))).toEqual([]);
  });
});

describe("isOptionsOf", () => {
  const options = { whole, choice };

  it("needs a fitting value for every option", () => {
    expect(isOptionsOf(options, { whole: 3, choice: "cls" })).toBe(true);
    expect(isOptionsOf(options, { whole: 3 })).toBe(false);
    expect(isOptionsOf(options, { whole: 3, choice: "max" })).toBe(false);
    expect(isOptionsOf({}, {})).toBe(true);
  });

  it("does not take inherited values for given ones", () => {
    expect(isOptionsOf(options, Object.create({ whole: 3, choice: "cls" }))).toBe(false);
  });

  it.each([null, undefined, "whole=3", 3])("does not take %j", (value) => {
    expect(isOptionsOf(options, value)).toBe(false);
  });
});

describe("defaultsOf", () => {
  it("gives every option its default, which fits it", () => {
    const options = { whole, part, maybe, toggle, choice, list };
    const defaults = defaultsOf(options);
    expect(defaults).toEqual({ whole: 5, part: 0.7, maybe: null, toggle: true, choice: "mean", list: ["a"] });
    expect(isOptionsOf(options, defaults)).toBe(true);
  });
});

describe("choiceOption", () => {
  it("takes its choices' names from the messages, where nothing else is said", () => {
    expect(choice.names).toBe("messages");
    expect(choiceOption({ choices: ["en"], default: "en", names: "languages" }).names).toBe("languages");
  });
});

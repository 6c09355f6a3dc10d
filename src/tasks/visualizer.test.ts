import { isValidElement } from "react";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { defineTask } from "./definition.ts";
import { textField } from "./fields/text.ts";
import { numberOption, onView, toggleOption } from "./options.ts";
import { defineVisualizer } from "./visualizer.ts";

/** How often an output was looked at. */
let checks = 0;

const words = async () => ({ default: { title: "Shouting", summary: "", tags: "" } });

const definition = defineTask({
  id: "shouting",
  modality: "text",
  words: { en: words, "zh-CN": words },
  inputs: { text: textField() },
  options: {
    loud: toggleOption({ default: true }),
    most: onView(numberOption({ min: 0, max: 9, step: 1, default: 9 })),
  },
  output: v.pipe(
    v.object({ text: v.string() }),
    v.check(() => {
      checks += 1;
      return true;
    }),
  ),
  models: async () => [],
  examples: async () => [],
});

const View = () => null;
const visualizer = defineVisualizer(definition, {
  View,
  toJson: ({ text }, input, { loud, most }) => [input.text, loud, text.slice(0, most)],
});
const result = { input: { text: "abc" }, options: { loud: true }, output: { text: "ABC" } };
const showing = { options: { most: 2 }, final: false, t: (key: string) => key, locale: "en", onOptions: () => {} };

describe("defineVisualizer", () => {
  it("hands a result, its words and the view's options of now to the view", () => {
    const element = visualizer.open(result).render(showing);
    expect(isValidElement(element)).toBe(true);
    const options = { loud: true, most: 2 };
    expect(element).toMatchObject({ type: View, props: { ...result, ...showing, options } });
    expect(visualizer.id).toBe("shouting");
  });

  it("hands the same to the JSON", async () => {
    const opened = visualizer.open(result);
    expect(await opened.toJson({ most: 2 })).toEqual(["abc", true, "AB"]);
    expect(await opened.toJson({ most: 1 })).toEqual(["abc", true, "A"]);
  });

  it("checks an output once, however often it is shown and written down", async () => {
    checks = 0;
    const opened = visualizer.open(result);
    const [one, other] = [opened.render(showing), opened.render({ ...showing, options: { most: 1 } })];
    await opened.toJson({ most: 3 });
    expect(checks).toBe(1);
    if (!isValidElement<{ output: unknown }>(one) || !isValidElement<{ output: unknown }>(other)) throw new Error();
    expect(other.props.output).toBe(one.props.output);
  });

  it.each([
    ["input", { ...result, input: { image: null } }],
    ["option", { ...result, options: {} }],
    ["output", { ...result, output: { score: 1 } }],
  ])("refuses a result with the %s of another task", (_, wrong) => {
    expect(() => visualizer.open(wrong)).toThrow();
  });

  it("refuses to show a result under options of another task", async () => {
    const opened = visualizer.open(result);
    expect(() => opened.render({ ...showing, options: { most: "all" } })).toThrow();
    await expect(opened.toJson({})).rejects.toThrow();
  });
});

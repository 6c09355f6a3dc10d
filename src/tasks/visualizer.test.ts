import { isValidElement } from "react";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { defineTask } from "./definition.ts";
import { textField } from "./fields.ts";
import { toggleOption } from "./options.ts";
import { defineVisualizer } from "./visualizer.ts";

const definition = defineTask({
  id: "shouting",
  modality: "text",
  inputs: { text: textField() },
  options: { loud: toggleOption({ default: true }) },
  output: v.object({ text: v.string() }),
  models: async () => [],
  examples: async () => [],
});

const View = () => null;
const visualizer = defineVisualizer(definition, {
  View,
  toJson: (output, input, options) => [input.text, options.loud, output.text],
});
const result = { input: { text: "a" }, options: { loud: true }, output: { text: "A" } };
const t = (key: string) => key;

describe("defineVisualizer", () => {
  it("hands a result and its words to the view", () => {
    const element = visualizer.render(result, false, t, "en");
    expect(isValidElement(element)).toBe(true);
    expect(element).toMatchObject({ type: View, props: { ...result, final: false, t, locale: "en" } });
    expect(visualizer.id).toBe("shouting");
  });

  it("hands the same to the JSON", async () => {
    expect(await visualizer.toJson(result)).toEqual(["a", true, "A"]);
  });

  it.each([
    ["input", { ...result, input: { image: null } }],
    ["option", { ...result, options: {} }],
    ["output", { ...result, output: { score: 1 } }],
  ])("refuses a result with the %s of another task", async (_, wrong) => {
    expect(() => visualizer.render(wrong, true, t, "en")).toThrow();
    await expect(visualizer.toJson(wrong)).rejects.toThrow();
  });
});

import * as v from "valibot";
import { describe, expectTypeOf, it } from "vitest";
import type { Pixels } from "../shared/media.ts";
import { defineTask, type ModelCard } from "./definition.ts";
import { imageField, textField } from "./fields.ts";
import { choiceOption, listOption, maybeNumberOption, numberOption, type OptionsOf, toggleOption } from "./options.ts";
import type * as registry from "./registry.ts";
import { defineRun } from "./run.ts";
import { defineVisualizer } from "./visualizer.ts";

const models = async (): Promise<readonly ModelCard[]> => [];
const examples = async () => [];

const captioning = defineTask({
  id: "captioning",
  modality: "multimodal",
  inputs: { image: imageField(), prompt: textField() },
  options: {
    style: choiceOption({ choices: ["short", "long"], default: "short" }),
    topK: maybeNumberOption({ min: 1, max: 10, step: 1, default: null }),
    temperature: numberOption({ min: 0, max: 2, step: 0.1, default: 1 }),
    sample: toggleOption({ default: false }),
    labels: listOption({ default: [] }),
  },
  output: v.object({ captions: v.array(v.string()) }),
  models,
  examples,
});

const scoring = defineTask({
  id: "scoring",
  modality: "text",
  inputs: { text: textField() },
  options: { scale: numberOption({ min: 0, max: 1, step: 0.1, default: 1 }) },
  output: v.object({ score: v.number() }),
  models,
  examples,
});

type Options = OptionsOf<(typeof captioning)["options"]>;

/** Three stages that hand on what they got. */
const load = async () => "ports" as const;
const preprocess = () => "prepared" as const;
const run = async () => "raw" as const;

describe("a definition", () => {
  it("keeps its id, and its options' values are what a panel can give", () => {
    expectTypeOf(captioning.id).toEqualTypeOf<"captioning">();
    expectTypeOf<Options["style"]>().toEqualTypeOf<"short" | "long">();
    expectTypeOf<Options["topK"]>().toEqualTypeOf<number | null>();
    expectTypeOf<Options["temperature"]>().toEqualTypeOf<number>();
    expectTypeOf<Options["sample"]>().toEqualTypeOf<boolean>();
    expectTypeOf<Options["labels"]>().toEqualTypeOf<readonly string[]>();
  });

  it("does not take a default that is not among the choices", () => {
    // @ts-expect-error "medium" is not a choice
    choiceOption({ choices: ["short", "long"], default: "medium" });
  });
});

describe("a run", () => {
  it("gets inputs, options and the values of its own stages without a cast", () => {
    defineRun(captioning, {
      load,
      preprocess(ports, input, options) {
        expectTypeOf(ports).toEqualTypeOf<"ports">();
        expectTypeOf(input.image).toEqualTypeOf<Pixels>();
        expectTypeOf(input.prompt).toEqualTypeOf<string>();
        expectTypeOf(options).toEqualTypeOf<Options>();
        return "prepared" as const;
      },
      async run(ports, prepared, options, context) {
        expectTypeOf(ports).toEqualTypeOf<"ports">();
        expectTypeOf(prepared).toEqualTypeOf<"prepared">();
        expectTypeOf(options).toEqualTypeOf<Options>();
        expectTypeOf(context.emit).parameter(0).toEqualTypeOf<{ captions: string[] }>();
        // @ts-expect-error a partial output has the final output's shape
        context.emit({ score: 1 });
        // @ts-expect-error not a notice
        context.notice("no such notice");
        return "raw" as const;
      },
      postprocess(_ports, raw, options, input) {
        expectTypeOf(raw).toEqualTypeOf<"raw">();
        return { captions: [input.prompt, options.style] };
      },
    });
  });

  it("of another task's output does not compile", () => {
    // @ts-expect-error a score is no caption
    defineRun(captioning, { load, preprocess, run, postprocess: () => ({ score: 1 }) });
  });
  it("A", () => {
    defineRun(captioning, { load, preprocess, run, postprocess: () => ({}) });
  });
  it("B", () => {
    const whatever: unknown = 1;
    defineRun(captioning, { load, preprocess, run, postprocess: () => whatever });
  });
  it("C", () => {
    defineVisualizer(captioning, {
      View: (_: { output: { captions: string[]; extra: number } }) => null,
      toJson: () => null,
    });
  });
  it("D", () => {
    defineVisualizer(captioning, { View: (_: { output: { score: number } }) => null, toJson: () => null });
  });
  it("E", () => {
    defineVisualizer(captioning, { View: () => null, toJson: (output: { score: number }) => output });
  });
  it("F", () => {
    defineVisualizer(captioning, {
      View: () => null,
      toJson: (output: { captions: string[]; extra: number }) => output,
    });
  });
  it("G", () => {
    defineRun(captioning, { load, preprocess, run, postprocess: () => ({ captions: [1] }) });
  });
  it("H", () => {
    defineRun(captioning, {
      load,
      preprocess: (_p, input: { image: Pixels; prompt: string; more: number }) => input.more,
      run,
      postprocess: () => ({ captions: [""] }),
    });
  });
  it("I", () => {
    defineRun(captioning, {
      load,
      preprocess: (_p, input: { text: string }) => input.text,
      run,
      postprocess: () => ({ captions: [""] }),
    });
  });
});

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { TaskError } from "../shared/errors.ts";
import { defineTask } from "./definition.ts";
import { textField } from "./fields/text.ts";
import { numberOption, onView } from "./options.ts";
import type { Checkpoint } from "./ports.ts";
import { defineRun, type RunContext } from "./run.ts";

const words = async () => ({ default: { title: "Repeating", summary: "", tags: "" } });

const definition = defineTask({
  id: "repeating",
  modality: "text",
  words: { en: words, "zh-CN": words },
  inputs: { text: textField() },
  options: {
    times: numberOption({ min: 1, max: 9, step: 1, default: 2 }),
    shown: onView(numberOption({ min: 1, max: 9, step: 1, default: 2 })),
  },
  output: v.object({ text: v.string() }),
  models: async () => [],
  examples: async () => [],
});

const checkpoint: Checkpoint = {
  model: "owner/name",
  device: "wasm",
  dtype: "fp32",
  config: {},
  json: async () => undefined,
  bytes: async () => undefined,
  tokenizer: () => Promise.reject(new Error("no tokenizer")),
  heldGraph: () => Promise.reject(new Error("no graph")),
  graph: () => Promise.reject(new Error("no graph")),
  decoder: () => Promise.reject(new Error("no decoder")),
  has: async () => false,
};

const context: RunContext<unknown> = {
  signal: new AbortController().signal,
  emit: () => {},
  progress: () => {},
  notice: () => {},
  measure: () => {},
};

/** A task whose stages take 1, 10 and 100 ms. */
function setUp() {
  let nowMs = 0;
  const stages: string[] = [];
  const run = defineRun(definition, {
    load: async ({ device }) => device,
    preprocess(device, { text }) {
      stages.push(`preprocess on ${device}`);
      nowMs += 1;
      return text.trim();
    },
    async run(_device, text, { times }) {
      stages.push("run");
      nowMs += 10;
      return text.repeat(times);
    },
    postprocess(_device, text) {
      stages.push("postprocess");
      nowMs += 100;
      return { text };
    },
  });
  return { run, stages, now: () => nowMs };
}

describe("defineRun", () => {
  it("leads an input through the three stages and times them apart", async () => {
    const { run, stages, now } = setUp();
    const loaded = await run.open(checkpoint);
    const result = await loaded.run({ text: " ab " }, { times: 3 }, context, now);
    expect(result).toEqual({ output: { text: "ababab" }, ms: { preprocess: 1, run: 10, postprocess: 100 } });
    expect(stages).toEqual(["preprocess on wasm", "run", "postprocess"]);
    expect(run.id).toBe("repeating");
  });

  it.each([
    ["an option", { text: "a" }, { times: 10 }],
    ["an option that is missing", { text: "a" }, {}],
    ["an input", { text: 1 }, { times: 3 }],
    ["no input", null, { times: 3 }],
  ])("refuses %s that the task does not take, before any stage runs", async (_, input, options) => {
    const { run, stages, now } = setUp();
    const loaded = await run.open(checkpoint);
    const refused = loaded.run(input, options, context, now);
    await expect(refused).rejects.toThrow(TaskError);
    await expect(refused).rejects.toMatchObject({ code: "input-invalid" });
    expect(stages).toEqual([]);
  });

  it("takes what `run` gives for the output where there is nothing left to do", async () => {
    const run = defineRun(definition, {
      load: async () => "ports",
      preprocess: (_, { text }) => text,
      run: async (_, text) => ({ text }),
    });
    const { output } = await (await run.open(checkpoint)).run({ text: "a" }, { times: 2 }, context, () => 0);
    expect(output).toEqual({ text: "a" });
  });

  it("knows nothing of options that act on the view", async () => {
    const { run, now } = setUp();
    const loaded = await run.open(checkpoint);
    const { output } = await loaded.run({ text: "a" }, { times: 3 }, context, now);
    expect(output).toEqual({ text: "aaa" });
  });

  it("warms up what was loaded, where the task says how", async () => {
    const warm: string[] = [];
    const run = defineRun(definition, {
      load: async () => "ports",
      warmUp: async (ports) => {
        warm.push(ports);
      },
      preprocess: () => "",
      run: async () => "",
      postprocess: (_, text) => ({ text }),
    });
    await (await run.open(checkpoint)).warmUp?.();
    expect(warm).toEqual(["ports"]);
    expect((await setUp().run.open(checkpoint)).warmUp).toBeUndefined();
  });
});

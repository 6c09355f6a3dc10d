import * as v from "valibot";
import { defineTask } from "../definition.ts";
import { soundField } from "../fields/audio.ts";
import { listField } from "../fields/list.ts";
import { textOption } from "../options.ts";

export const definition = defineTask({
  id: "zero-shot-audio-classification",
  modality: "audio",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  inputs: {
    /** What CLAP was trained on. At this rate an hour is 0.7 GB, on the page and in the worker once more. */
    audio: soundField({ samplingRate: 48_000, maxSeconds: 1200 }),
    candidate_labels: listField({ shape: "chips", maxItems: 1000 }),
  },
  options: { hypothesis_template: textOption({ default: "This is a sound of {}.", maxLength: 500 }) },
  /** In the order given; the labels share 1. */
  output: v.array(v.object({ label: v.string(), score: v.number() })),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});

import * as v from "valibot";
import { scoreFunctions } from "../common/labels/scores.ts";
import { defineTask } from "../definition.ts";
import { soundField } from "../fields/audio.ts";
import { choiceOption, maybeNumberOption, onView } from "../options.ts";
import { Windows } from "./windows.ts";

export const definition = defineTask({
  id: "audio-classification",
  modality: "audio",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["AudioClassification"],
  inputs: { audio: soundField() },
  options: {
    /** Python's pipeline is made with 5, and takes all at each call that names none. */
    top_k: onView(maybeNumberOption({ min: 1, max: 1000, step: 1, default: null })),
    /** Python's pipeline asks no checkpoint here: softmax, also for those of several classes at once. */
    function_to_apply: onView(choiceOption({ choices: scoreFunctions, default: "softmax" })),
  },
  output: v.object({
    labels: v.array(v.string()),
    /** Of the sound as Python hears it, in the order of `labels`. */
    logits: v.instance(Float32Array),
    /** A sound that is long enough to change, heard once more in pieces. */
    windows: v.optional(Windows),
  }),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});

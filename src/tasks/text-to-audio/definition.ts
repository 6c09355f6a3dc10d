import * as v from "valibot";
import { lineItem, perLineOption } from "../common/lines/lines.ts";
import { defineTask } from "../definition.ts";
import { textField } from "../fields/text.ts";
import { choiceOption, listOption, maybeNumberOption } from "../options.ts";

/** What was spoken of one text, so far or to its end. */
const Spoken = v.object({
  samples: v.instance(Float32Array),
  samplingRate: v.number(),
  /** Its parts, with the seconds at which each is heard. */
  parts: v.array(v.object({ text: v.string(), timestamp: v.tuple([v.number(), v.number()]) })),
  /** How long the model took, in milliseconds. */
  ms: v.number(),
});
export type Spoken = v.InferOutput<typeof Spoken>;

export const definition = defineTask({
  id: "text-to-audio",
  modality: "audio",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  inputs: { text: textField({ maxLength: 20_000 }) },
  options: {
    split: choiceOption({ choices: ["auto", "sentences", "whole"], default: "auto" }),
    /** Of SpeechT5: whose voice it is, a number a line; empty for the checkpoint's `speaker_embeddings.bin`. */
    speaker_embeddings: listOption({ default: [] }),
    /** Of VITS with several speakers: which of them; empty for the first. */
    speaker_id: maybeNumberOption({ min: 0, max: 9999, step: 1, default: null }),
    per_line: perLineOption,
  },
  output: v.array(lineItem(Spoken)),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});

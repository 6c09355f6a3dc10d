import * as v from "valibot";
import { defineTask } from "../definition.ts";
import { soundField } from "../fields/audio.ts";
import { choiceOption, listOption, maybeNumberOption, textOption, toggleOption } from "../options.ts";
import { whisperLanguages } from "./languages.ts";

/** A stretch of speech, in seconds from the start; `null` where no timestamp tells: where the sound stops in mid-sentence. */
const Chunk = v.object({ text: v.string(), timestamp: v.tuple([v.nullable(v.number()), v.nullable(v.number())]) });
export type TimedText = v.InferOutput<typeof Chunk>;

export const definition = defineTask({
  id: "automatic-speech-recognition",
  modality: "audio",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["CTC", "SpeechSeq2Seq"],
  usualFor: ["SpeechSeq2Seq"],
  inputs: { audio: soundField({ live: true }) },
  options: {
    language: choiceOption({ choices: ["auto", ...whisperLanguages], default: "auto", names: "languages" }),
    task: choiceOption({ choices: ["auto", "transcribe", "translate"], default: "auto" }),
    return_timestamps: toggleOption({ default: false }),
    /** `auto` is of Whisper what it says in one breath, and of CTC models, which know of no breath, each word. */
    timestamp_level: choiceOption({
      choices: ["auto", "word", "char"],
      default: "auto",
      when: { option: "return_timestamps", equals: true },
    }),
    /** Heard in parts of so many seconds, each with a sixth of it on both sides for context; empty as the model does. */
    chunk_length_s: maybeNumberOption({ min: 1, max: 600, step: 0.1, default: null }),
    num_beams: maybeNumberOption({ min: 1, max: 10, step: 1, default: null }),
    max_new_tokens: maybeNumberOption({ min: 1, max: 448, step: 1, default: null }),
    /** Of Whisper: words that are likely to come, such as names. */
    prompt: textOption({ maxLength: 1000, default: "" }),
    /** Of Whisper, and one after the other: the next where what was written does not pass the thresholds. */
    temperature: listOption({ default: [] }),
    compression_ratio_threshold: maybeNumberOption({ min: 0, max: 100, step: 0.05, default: null }),
    logprob_threshold: maybeNumberOption({ min: -100, max: 0, step: 0.05, default: null }),
    no_speech_threshold: maybeNumberOption({ min: 0, max: 1, step: 0.05, default: null }),
  },
  output: v.object({
    text: v.string(),
    /** What was heard or asked for, as a Whisper language code. */
    language: v.optional(v.string()),
    chunks: v.optional(v.array(Chunk)),
    /** What the chunks are; phrases where nothing is said. */
    level: v.optional(v.picklist(["word", "char"])),
    /** How long it took to write all of it down. */
    ms: v.optional(v.number()),
  }),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});

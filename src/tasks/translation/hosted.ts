import { asksOf, writtenOf } from "../common/hosted/writing.ts";
import { defineHosted } from "../hosted.ts";
import { definition } from "./definition.ts";

/** Where no language is chosen, the one of the two that the text is not in. */
const usualTarget = "English (or Chinese, where the text is English)";

export const hosted = defineHosted(definition, {
  prompt:
    "Translate the following text from {source} to {target}. Languages may be given as codes. Answer with the translation alone.\n\n{text}",
  ask: ({ text }, options, prompt) =>
    asksOf(text, options, prompt, {
      source: options.src_lang || "its own language",
      target: options.tgt_lang || usualTarget,
    }),
  read: (answers, { text }, options) => writtenOf(answers, text, options),
});

import { asksOf, writtenOf } from "../common/hosted/writing.ts";
import { defineHosted } from "../hosted.ts";
import { definition } from "./definition.ts";

export const hosted = defineHosted(definition, {
  prompt:
    "Summarize the following text in a few sentences, in the language of the text. Answer with the summary alone.\n\n{text}",
  ask: ({ text }, options, prompt) => asksOf(text, options, prompt),
  read: (answers, { text }, options) => writtenOf(answers, text, options),
});

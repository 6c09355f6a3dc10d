import * as v from "valibot";
import { itemsOf } from "../common/hosted/lines.ts";
import { filled } from "../common/hosted/prompt.ts";
import { findJson, listOf, objectOf } from "../common/hosted/structured.ts";
import { linesOf } from "../common/lines/lines.ts";
import { defineHosted } from "../hosted.ts";
import { definition } from "./definition.ts";

const Labels = v.object({ labels: v.array(v.object({ label: v.string(), score: v.number() })) });
const schema = objectOf({
  labels: listOf(objectOf({ label: { type: "string" }, score: { type: "number" } })),
});

export const hosted = defineHosted(definition, {
  prompt:
    'Classify the sentiment of the following text. The labels are POSITIVE, NEUTRAL and NEGATIVE. Answer with JSON, {"labels": [{"label": ..., "score": ...}]}, every label with its probability from 0 to 1.\n\n{text}',
  ask: ({ text }, { per_line }, prompt) =>
    linesOf(text, per_line).map((line) => ({
      messages: [{ role: "user", content: filled(prompt, { text: line }) }],
      schema,
      temperature: 0,
    })),
  read(answers) {
    const found = answers.map((answer) => findJson(Labels, answer)?.labels);
    const labels = [...new Set(found.flatMap((one) => one?.map(({ label }) => label) ?? []))];
    return {
      labels,
      // The model gives scores, not logits.
      usual: "none" as const,
      items: itemsOf(answers, (_, place) => {
        const scored = found[place];
        return scored && Float32Array.from(labels, (label) => scored.find((one) => one.label === label)?.score ?? 0);
      }),
    };
  },
});

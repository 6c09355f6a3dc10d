import * as v from "valibot";
import { filled } from "../common/hosted/prompt.ts";
import { findJson, listOf, objectOf } from "../common/hosted/structured.ts";
import { defineHosted } from "../hosted.ts";
import { definition } from "./definition.ts";

const Scores = v.object({ labels: v.array(v.object({ label: v.string(), score: v.number() })) });

/** A certainty of 0 or 1 would be an infinite logit. */
const leastScore = 1e-6;

export const hosted = defineHosted(definition, {
  prompt:
    'For each of the labels, say how likely it is that the sentence about the text is true: "{template}" with the label in the place of the braces. Judge every label by itself. Answer with JSON, {"labels": [{"label": ..., "score": ...}]}, with a score from 0 to 1 for each label.\n\nLabels: {labels}\n\nText: {text}',
  ask: ({ text, candidate_labels }, { hypothesis_template }, prompt) => [
    {
      messages: [
        {
          role: "user",
          content: filled(prompt, {
            template: hypothesis_template,
            labels: JSON.stringify(candidate_labels),
            text,
          }),
        },
      ],
      schema: objectOf({
        labels: listOf(objectOf({ label: { type: "string", enum: candidate_labels }, score: { type: "number" } })),
      }),
      temperature: 0,
    },
  ],
  read([answer], { candidate_labels }) {
    const found = findJson(Scores, answer)?.labels;
    if (!found) return [];
    return candidate_labels.map((label) => {
      const score = found.find((one) => one.label === label)?.score ?? 0;
      const certain = Math.min(1 - leastScore, Math.max(leastScore, score));
      return { label, entailment: Math.log(certain), contradiction: Math.log(1 - certain) };
    });
  },
});

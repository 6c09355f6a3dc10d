import * as v from "valibot";
import { filled } from "../common/hosted/prompt.ts";
import { spanOf } from "../common/hosted/span.ts";
import { findJson, listOf, objectOf } from "../common/hosted/structured.ts";
import { defineHosted } from "../hosted.ts";
import { definition } from "./definition.ts";

const Found = v.object({ answers: v.array(v.object({ answer: v.string(), score: v.number() })) });
const schema = objectOf({
  answers: listOf(objectOf({ answer: { type: "string" }, score: { type: "number" } })),
});

export const hosted = defineHosted(definition, {
  prompt:
    'Answer the question with words copied exactly from the context, as few as say it. Give the {count} best different answers, the best first, each with how sure you are, from 0 to 1. {impossible} Answer with JSON, {"answers": [{"answer": ..., "score": ...}]}.\n\nQuestion: {question}\n\nContext: {context}',
  ask: ({ question, context }, { top_k, handle_impossible_answer }, prompt) => [
    {
      messages: [
        {
          role: "user",
          content: filled(prompt, {
            question,
            context,
            count: String(top_k),
            impossible: handle_impossible_answer
              ? "Where the context does not say it, the answer is an empty text."
              : "There is always an answer in the context.",
          }),
        },
      ],
      schema,
      temperature: 0,
    },
  ],
  read([answer], { context }, { top_k }) {
    const answers = (findJson(Found, answer)?.answers ?? [])
      .map(({ answer: text, score }) => ({ answer: text, score, ...spanOf(context, text) }))
      .toSorted((a, b) => b.score - a.score);
    return { answers: answers.slice(0, top_k), others: answers.slice(top_k) };
  },
});

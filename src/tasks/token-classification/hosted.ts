import * as v from "valibot";
import { itemsOf } from "../common/hosted/lines.ts";
import { filled } from "../common/hosted/prompt.ts";
import { spanOf } from "../common/hosted/span.ts";
import { findJson, listOf, objectOf } from "../common/hosted/structured.ts";
import { linesOf } from "../common/lines/lines.ts";
import { defineHosted } from "../hosted.ts";
import { definition } from "./definition.ts";
import type { Entity, Groupings } from "./entity.ts";

const Named = v.object({ word: v.string(), label: v.string(), score: v.number() });
const Found = v.object({ entities: v.array(Named) });
const schema = objectOf({
  entities: listOf(objectOf({ word: { type: "string" }, label: { type: "string" }, score: { type: "number" } })),
});

export const hosted = defineHosted(definition, {
  prompt:
    'Find the named entities in the following text. The labels are PER (persons), ORG (organisations), LOC (places) and MISC (other names). Copy the words of each entity exactly, in the order of the text, as often as they come. Answer with JSON, {"entities": [{"word": ..., "label": ..., "score": ...}]}, the score being how sure you are, from 0 to 1.\n\n{text}',
  ask: ({ text }, { per_line }, prompt) =>
    linesOf(text, per_line).map((line) => ({
      messages: [{ role: "user", content: filled(prompt, { text: line }) }],
      schema,
      temperature: 0,
    })),
  read(answers, { text }, { per_line }) {
    const lines = linesOf(text, per_line);
    return itemsOf(answers, (answer, place) => {
      const found = findJson(Found, answer);
      return found && groupingsOf(entitiesIn(lines[place] ?? "", found.entities));
    });
  },
});

/** Each in its place; what the text does not have is left out. */
function entitiesIn(text: string, named: readonly v.InferOutput<typeof Named>[]): Entity[] {
  let from = 0;
  return named.flatMap(({ word, label, score }) => {
    const next = spanOf(text, word, from);
    const { start, end } = next.end > 0 ? next : spanOf(text, word);
    if (end === 0) return [];
    from = Math.max(from, end);
    return [{ entity: label, score, word, start, end }];
  });
}

/** The model names whole entities: however tokens would be grouped, they are these. */
function groupingsOf(entities: Entity[]): Groupings {
  const none = entities.map((entity, index) => ({ ...entity, index: index + 1 }));
  return { none, simple: entities, first: entities, average: entities, max: entities, overlapping: false };
}

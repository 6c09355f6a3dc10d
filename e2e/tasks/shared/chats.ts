import * as v from "valibot";
import type { Case } from "../../parity/reference.ts";
import { compareGenerated } from "./generated.ts";
import type { Parity } from "./task.ts";
import { withEarlyStopping } from "./writing.ts";

const Turn = v.looseObject({ role: v.string(), content: v.unknown() });
/** Of a checkpoint that knows no conversation, a text. */
const Answer = v.looseObject({ generated_text: v.union([v.string(), v.array(Turn)]) });
const Part = v.looseObject({ type: v.string(), text: v.optional(v.string()) });

/** Of a picture or a sound both say that it is there, and each more in its own way. */
function withoutSources(output: unknown): unknown {
  return v.parse(v.array(Answer), output).map(({ generated_text: told, ...answer }) => ({
    ...answer,
    generated_text:
      typeof told === "string" ? told : told.map(({ role, content }) => ({ role, content: wordsOf(content) })),
  }));
}

function wordsOf(content: unknown): unknown {
  return Array.isArray(content) ? v.parse(v.array(Part), content).map(({ type, text }) => ({ type, text })) : content;
}

/** Of conversations with more than words in them. */
export const mediaChat: Parity = {
  compare: (ours, asked, tolerance) => compareGenerated(withoutSources(ours), withoutSourcesIn(asked), tolerance),
  toOptions: withEarlyStopping,
};

function withoutSourcesIn(asked: Case): Case {
  return asked.output === undefined ? asked : { ...asked, output: withoutSources(asked.output) };
}

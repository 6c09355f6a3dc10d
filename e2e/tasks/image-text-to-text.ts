import * as v from "valibot";
import { type Comparison, compareTexts } from "../parity/comparison.ts";
import { compareGenerated } from "./shared/generated.ts";
import type { TaskContract } from "./shared/task.ts";
import { chatOptions, withEarlyStopping } from "./shared/writing.ts";

const Turn = v.looseObject({ role: v.string(), content: v.unknown() });
/** Of a checkpoint that knows no conversation, a text. */
const Answer = v.looseObject({ generated_text: v.union([v.string(), v.array(Turn)]) });
const Keys = v.record(v.string(), v.unknown());
const Part = v.looseObject({ type: v.string(), text: v.optional(v.string()) });

/** Of a picture both say that it is there, and each more in its own way. */
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

/** Of Florence-2 what the words say of a task, whatever the order of their names. */
function comparePlaces(ours: unknown, theirs: unknown): Comparison {
  const told = (output: unknown) =>
    v
      .parse(v.array(Answer), output)
      .map(({ post_processed: read }) =>
        Object.entries(v.parse(Keys, read ?? {})).map(([name, answer]) => [
          name,
          v.is(Keys, answer) ? sorted(answer) : answer,
        ]),
      );
  return compareTexts("greedy ids, text and probabilities", told(ours), told(theirs));
}

function sorted(found: Readonly<Record<string, unknown>>) {
  return Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
}

export const task: TaskContract = {
  inputs: { messages: "textarea", "messages-json": "textarea", text: "textarea", image: "file" },
  options: chatOptions,
  parity: {
    compare(ours, asked, tolerance) {
      const { output } = asked;
      const told = output === undefined ? asked : { ...asked, output: withoutSources(output) };
      const written = compareGenerated(withoutSources(ours), told, tolerance);
      const places = written.problem || output === undefined ? written : comparePlaces(ours, output);
      return places.problem ? places : written;
    },
    toOptions: withEarlyStopping,
  },
};

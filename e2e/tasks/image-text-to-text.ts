import * as v from "valibot";
import { compareGenerated } from "./shared/generated.ts";
import type { TaskContract } from "./shared/task.ts";
import { chatOptions, withEarlyStopping } from "./shared/writing.ts";

const Turn = v.looseObject({ role: v.string(), content: v.unknown() });
/** Of a checkpoint that knows no conversation, a text. */
const Answer = v.looseObject({ generated_text: v.union([v.string(), v.array(Turn)]) });
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

export const task: TaskContract = {
  inputs: { messages: "textarea", "messages-json": "textarea", text: "textarea", image: "file" },
  options: chatOptions,
  parity: {
    compare: (ours, asked, tolerance) =>
      compareGenerated(
        withoutSources(ours),
        asked.output === undefined ? asked : { ...asked, output: withoutSources(asked.output) },
        tolerance,
      ),
    toOptions: withEarlyStopping,
  },
};

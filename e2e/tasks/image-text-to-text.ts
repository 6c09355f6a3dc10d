import * as v from "valibot";
import { type Comparison, compareTexts } from "../parity/comparison.ts";
import { mediaChat } from "./shared/chats.ts";
import type { TaskContract } from "./shared/task.ts";
import { chatOptions } from "./shared/writing.ts";

const Answers = v.array(v.looseObject({}));
const Keys = v.record(v.string(), v.unknown());

/** Of Florence-2 what the words say of a task, whatever the order of their names. */
function comparePlaces(ours: unknown, theirs: unknown): Comparison {
  const told = (output: unknown) =>
    v
      .parse(Answers, output)
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
    ...mediaChat,
    compare(ours, asked, tolerance) {
      const written = mediaChat.compare(ours, asked, tolerance);
      const places = written.problem || asked.output === undefined ? written : comparePlaces(ours, asked.output);
      return places.problem ? places : written;
    },
  },
};

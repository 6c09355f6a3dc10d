import * as v from "valibot";
import { ChatMessage } from "../../shared/media.ts";
import type { Definition } from "../../tasks/definition.ts";
import { isActive } from "../../tasks/input.ts";
import type { Drafts } from "../inputs/draft.ts";
import type { Order } from "./run.ts";

const Messages = v.pipe(v.array(ChatMessage), v.minLength(1));

/** Python's answer to a chat: the messages with the reply. */
const ChatJson = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseTuple([v.looseObject({ generated_text: Messages })]),
  v.transform(([{ generated_text }]) => generated_text),
);

/**
 * The drafts that carry a conversation on: the turn that was run and its reply become its past. What was written or
 * changed while it ran stays. A reply that is written anew takes the place of the old one.
 */
export function continued({ inputs }: Definition, order: Order, drafts: Drafts, json: string): Drafts {
  const chat = Object.entries(inputs).find(([, field]) => field.kind === "messages" && isActive(field, order.options));
  if (!chat) return drafts;
  const [name] = chat;
  const draft = drafts[name];
  const asked = v.safeParse(Messages, order.input[name]);
  const answered = v.safeParse(ChatJson, json);
  if (draft?.kind !== "messages" || !asked.success || !answered.success) return drafts;

  const { turns, text } = draft.value;
  const wasSent = asked.output.at(-1)?.content === text;
  const replaced = v.safeParse(ChatJson, order.replaces?.json ?? "null");
  if (replaced.success && isSame(turns, replaced.output)) {
    return { ...drafts, [name]: { kind: "messages", value: { turns: answered.output, text } } };
  }
  const past = turns.length === asked.output.length ? asked.output : asked.output.slice(0, -1);
  if (!isSame(turns, past)) return drafts;
  return { ...drafts, [name]: { kind: "messages", value: { turns: answered.output, text: wasSent ? "" : text } } };
}

function isSame(turns: readonly ChatMessage[], others: readonly ChatMessage[]): boolean {
  return JSON.stringify(turns) === JSON.stringify(others);
}

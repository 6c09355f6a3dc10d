import * as v from "valibot";
import { ChatMessage, contentText, TextMessage, toTextMessages } from "../../shared/media.ts";
import type { Definition } from "../../tasks/definition.ts";
import { isActive } from "../../tasks/input.ts";
import type { Drafts } from "../inputs/draft.ts";
import { isOfTurn, noMessages } from "../inputs/messages/chat.ts";
import type { Order } from "./run.ts";

const Messages = v.pipe(v.array(ChatMessage), v.minLength(1));

/** Of Python's answer to a chat, which is the messages with the reply: the reply. */
const ReplyJson = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseTuple([v.looseObject({ generated_text: v.array(v.unknown()) })]),
  v.transform(([{ generated_text }]) => generated_text.at(-1)),
  TextMessage,
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
  const answered = v.safeParse(ReplyJson, json);
  if (draft?.kind !== "messages" || !asked.success || !answered.success) return drafts;

  const { turns, text, pictures = [] } = draft.value;
  const last = asked.output.at(-1);
  const wasSent = last !== undefined && contentText(last.content) === text && isOfTurn(pictures, last.content);
  const replaced = v.safeParse(ReplyJson, order.replaces?.json ?? "null");
  const next = [...asked.output, answered.output];
  if (replaced.success && isSame(turns, [...asked.output, replaced.output])) {
    return { ...drafts, [name]: { kind: "messages", value: { ...draft.value, turns: next } } };
  }
  const past = turns.length === asked.output.length ? asked.output : asked.output.slice(0, -1);
  if (!isSame(turns, past)) return drafts;
  return { ...drafts, [name]: { kind: "messages", value: { ...(wasSent ? noMessages : draft.value), turns: next } } };
}

/** By their words: pictures and sounds of an earlier turn cannot be changed but with it. */
function isSame(turns: readonly ChatMessage[], others: readonly ChatMessage[]): boolean {
  return JSON.stringify(toTextMessages(turns)) === JSON.stringify(toTextMessages(others));
}

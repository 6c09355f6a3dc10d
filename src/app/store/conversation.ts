import * as v from "valibot";
import { ChatMessage, contentText, TextMessage, toTextMessages } from "../../shared/media.ts";
import type { Definition } from "../../tasks/definition.ts";
import type { MessagesField } from "../../tasks/fields/messages.ts";
import { isActive } from "../../tasks/input.ts";
import type { Drafts } from "../inputs/draft.ts";
import { isOfTurn } from "../inputs/messages/attachment.ts";
import { branched } from "../inputs/messages/branches.ts";
import { type Conversation, type MessagesDraft, sent, unsent } from "../inputs/messages/chat.ts";
import type { Order } from "./run.ts";

const Messages = v.pipe(v.array(ChatMessage), v.minLength(1));

/** Of Python's answer to a chat, which is the messages with the reply: the reply. Models that read one turn alone answer with text. */
const ReplyJson = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseTuple([v.looseObject({ generated_text: v.union([v.string(), v.array(v.unknown())]) })]),
  v.transform(([{ generated_text: told }]) => (typeof told === "string" ? told : told.at(-1))),
  v.union([v.string(), TextMessage]),
);

/** The input that holds the conversation, under its name; `undefined` where none counts. */
export function findChat(
  { inputs }: Pick<Definition, "inputs">,
  options: Order["options"],
): { readonly name: string; readonly field: MessagesField } | undefined {
  for (const [name, field] of Object.entries(inputs)) {
    if (field.kind === "messages" && isActive(field, options)) return { name, field };
  }
  return undefined;
}

/** What an order asks, as a conversation: the very one that it was given. */
export function findAsked(definition: Pick<Definition, "inputs">, order: Order): Conversation | undefined {
  const chat = findChat(definition, order.options);
  const asked = chat && order.input[chat.name];
  return v.is(Messages, asked) ? asked : undefined;
}

/** The model's turn of Python's answer to a conversation, which may still grow; `undefined` where it is no chat's. */
export function findReply(json: string | undefined, asked: Conversation): ChatMessage | undefined {
  const reply = v.safeParse(ReplyJson, json ?? "null");
  if (!reply.success) return undefined;
  const text = reply.output;
  if (typeof text !== "string") return text;
  const words = contentText(asked.at(-1)?.content ?? "");
  return { role: "assistant", content: text.startsWith(words) ? text.slice(words.length) : text };
}

type Change = (draft: MessagesDraft, asked: Conversation) => MessagesDraft;

/** The drafts with another conversation, where the order asked one. */
function changed(definition: Definition, order: Order, drafts: Drafts, change: Change): Drafts {
  const { name = "" } = findChat(definition, order.options) ?? {};
  const draft = drafts[name];
  const asked = findAsked(definition, order);
  if (draft?.kind !== "messages" || !asked) return drafts;
  const value = change(draft.value, asked);
  return value === draft.value ? drafts : { ...drafts, [name]: { kind: "messages", value } };
}

/** The drafts once an order was given: the turn that was written is in the conversation, and the next can be written. */
export function begun(definition: Definition, order: Order, drafts: Drafts): Drafts {
  // What is asked once more was in the conversation before.
  return order.replaces ? drafts : changed(definition, order, drafts, sent);
}

/** The drafts of an order that came to nothing: the turn is in its editor again, to be asked once more. */
export function withdrawn(definition: Definition, order: Order, drafts: Drafts): Drafts {
  // What is asked once more had an answer already.
  if (order.replaces) return drafts;
  return changed(definition, order, drafts, (draft, asked) => (isSame(draft.turns, asked) ? unsent(draft) : draft));
}

/**
 * The drafts that carry a conversation on: the turn that was run and its reply become its past. What was written or
 * changed while it ran stays. A reply that is written anew takes the place of the old one.
 */
export function continued(definition: Definition, order: Order, drafts: Drafts, json: string): Drafts {
  return changed(definition, order, drafts, (draft, asked) => {
    const reply = findReply(json, asked);
    if (!reply) return draft;
    const { turns, text, attached = [] } = draft;
    const next = [...asked, reply];
    const replaced = findReply(order.replaces?.json, asked);
    if (replaced && isSame(turns, [...asked, replaced])) {
      // Another reply is another way; one that was written on is the same.
      return isWrittenOn(order) ? { ...draft, turns: next } : branched(draft, next);
    }
    if (isSame(turns, asked)) return { ...draft, turns: next };
    // What broke off and is gone on from is in its editor again.
    if (!order.replaces || !isSame(turns, asked.slice(0, -1))) return draft;
    const last = asked.at(-1);
    const wasSent = last !== undefined && contentText(last.content) === text && isOfTurn(attached, last.content);
    return { ...(wasSent ? sent(draft) : draft), turns: next };
  });
}

/** Whether a reply was given its beginning, by ids or by text. */
function isWrittenOn({ options: { prefix_ids, prefix_text } }: Order): boolean {
  return [prefix_ids, prefix_text].some((prefix) => Array.isArray(prefix) && prefix.length > 0);
}

/** By their words: pictures and sounds of an earlier turn cannot be changed but with it. */
export function isSame(turns: Conversation, others: Conversation): boolean {
  return turns === others || JSON.stringify(toTextMessages(turns)) === JSON.stringify(toTextMessages(others));
}

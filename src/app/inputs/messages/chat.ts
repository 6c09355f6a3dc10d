import { type ChatMessage, contentText, mediaIn } from "../../../shared/media.ts";
import { type Attachment, attachmentsOf } from "./attachment.ts";

export type Conversation = readonly ChatMessage[];

export interface MessagesDraft {
  /** The conversation so far. */
  readonly turns: Conversation;
  /** The user turn being written. */
  readonly text: string;
  /** Attached to that turn, in their order; none where left out. */
  readonly attached?: readonly Attachment[];
  /** Other ways that the conversation took. */
  readonly branches?: Branches;
}

export interface Branches {
  /** In the order in which they were begun. */
  readonly others: readonly Conversation[];
  /** How many of them were begun before the one on screen. */
  readonly place: number;
}

export const noMessages: MessagesDraft = { turns: [], text: "" };

/** The conversation that a run sends: the turn being written is appended; instructions that were opened and not written are none. */
export function messagesOf({ turns, text, attached = [] }: MessagesDraft): Conversation {
  const written = turns.filter(({ role, content }) => role !== "system" || contentText(content).trim() !== "");
  if (text.trim() === "" && attached.length === 0) return written;
  if (attached.length === 0) return [...written, { role: "user", content: text }];
  const parts = attached.map(({ part }) => part);
  return [...written, { role: "user", content: text.trim() === "" ? parts : [...parts, { type: "text", text }] }];
}

/** A conversation that comes from elsewhere: the last turn of the user is taken as still being written. */
export function fromMessages(messages: Conversation): MessagesDraft {
  const last = messages.at(-1);
  if (last?.role !== "user" || mediaIn(last.content).length > 0) return { turns: messages, text: "" };
  return { turns: messages.slice(0, -1), text: contentText(last.content) };
}

/** An example's lines: user and assistant in turn, the last one being the turn that waits to be sent. */
export function fromAlternating(lines: readonly string[]): MessagesDraft {
  const turns = lines
    .slice(0, -1)
    .map((content, index): ChatMessage => ({ role: index % 2 === 0 ? "user" : "assistant", content }));
  return { turns, text: lines.at(-1) ?? "" };
}

/** Other words in a turn; its pictures and sounds stay, before them as templates have it. */
export function withTurn(draft: MessagesDraft, index: number, text: string): MessagesDraft {
  const changed = ({ role, content }: ChatMessage): ChatMessage => {
    const media = mediaIn(content);
    return { role, content: media.length === 0 ? text : [...media, { type: "text", text }] };
  };
  return { ...draft, turns: draft.turns.map((turn, at) => (at === index ? changed(turn) : turn)) };
}

export function withoutTurn(draft: MessagesDraft, index: number): MessagesDraft {
  return { ...draft, turns: draft.turns.filter((_, at) => at !== index) };
}

/** What a run was asked moves into the conversation, and the next turn can be written. */
export function sent(draft: MessagesDraft): MessagesDraft {
  const { attached: _, ...rest } = draft;
  return { ...rest, turns: messagesOf(draft), text: "" };
}

/** Back to before a turn that nobody answered, with its words and all else in the editor, before what stands there. */
export function unsent(draft: MessagesDraft): MessagesDraft {
  const { turns, text, attached = [] } = draft;
  const last = turns.at(-1);
  if (last?.role !== "user") return draft;
  const all = [...attachmentsOf(last), ...attached];
  const words = [contentText(last.content), text].filter((one) => one.trim() !== "").join("\n\n");
  return { ...draft, turns: turns.slice(0, -1), text: words, ...(all.length > 0 && { attached: all }) };
}

/** Chat templates read a system turn in the first place only. */
export function withSystemTurn(draft: MessagesDraft, content: string): MessagesDraft {
  const others = draft.turns.filter(({ role }) => role !== "system");
  return { ...draft, turns: [{ role: "system", content }, ...others] };
}

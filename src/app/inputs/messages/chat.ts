import { type ChatMessage, type ContentPart, contentText } from "../../../shared/media.ts";
import type { ImageDraft } from "../picture/draft.ts";

export interface MessagesDraft {
  /** The conversation so far. */
  readonly turns: readonly ChatMessage[];
  /** The user turn being written. */
  readonly text: string;
  /** Attached to that turn, in their order; none where left out. */
  readonly pictures?: readonly ImageDraft[];
}

export const noMessages: MessagesDraft = { turns: [], text: "" };

/** The conversation that a run sends: the turn being written is appended; instructions that were opened and not written are none. */
export function messagesOf({ turns, text, pictures = [] }: MessagesDraft): readonly ChatMessage[] {
  const written = turns.filter(({ role, content }) => role !== "system" || contentText(content).trim() !== "");
  if (text.trim() === "" && pictures.length === 0) return written;
  if (pictures.length === 0) return [...written, { role: "user", content: text }];
  const parts = pictures.map(({ pixels }): ContentPart => ({ type: "image", image: pixels }));
  return [...written, { role: "user", content: text.trim() === "" ? parts : [...parts, { type: "text", text }] }];
}

/** A conversation that comes from elsewhere: the last turn of the user is taken as still being written. */
export function fromMessages(messages: readonly ChatMessage[]): MessagesDraft {
  const last = messages.at(-1);
  if (last?.role !== "user" || mediaIn(last.content).length > 0) return { turns: messages, text: "" };
  return { turns: messages.slice(0, -1), text: contentText(last.content) };
}

export type Media = Exclude<ContentPart, { type: "text" }>;

/** The pictures and sounds of a turn. */
export function mediaIn(content: ChatMessage["content"]): readonly Media[] {
  if (typeof content === "string") return [];
  return content.flatMap((part) => (part.type === "text" ? [] : [part]));
}

/** Whether these are the pictures of that turn, which a copy shares the pixels of. */
export function isOfTurn(pictures: readonly ImageDraft[], content: ChatMessage["content"]): boolean {
  const media = mediaIn(content);
  return (
    media.length === pictures.length &&
    media.every((part, place) => part.type === "image" && part.image.data === pictures[place]?.pixels.data)
  );
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

/** Back to before a user's turn, whose words wait to be sent once more; one with pictures or sounds waits as it is. */
export function askedAgain({ turns, text }: MessagesDraft, index: number): MessagesDraft {
  const asked = turns[index];
  if (asked && mediaIn(asked.content).length > 0) return { turns: turns.slice(0, index + 1), text: "" };
  return { turns: turns.slice(0, index), text: asked ? contentText(asked.content) : text };
}

/** Chat templates read a system turn in the first place only. */
export function withSystemTurn(draft: MessagesDraft, content: string): MessagesDraft {
  const others = draft.turns.filter(({ role }) => role !== "system");
  return { ...draft, turns: [{ role: "system", content }, ...others] };
}

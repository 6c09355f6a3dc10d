import * as v from "valibot";
import { ChatMessage } from "../../shared/media.ts";
import type { MessagesDraft } from "./draft.ts";

const Messages = v.pipe(
  v.string(),
  v.parseJson(),
  v.union([
    v.array(ChatMessage),
    v.pipe(
      v.object({ messages: v.array(ChatMessage) }),
      v.transform(({ messages }) => messages),
    ),
  ]),
);

/** A conversation from JSON, a list of `{role, content}` as in Python; `undefined` where it is none. */
export function findMessages(json: string): readonly ChatMessage[] | undefined {
  const result = v.safeParse(Messages, json);
  return result.success ? result.output : undefined;
}

/** An example's lines: user and assistant in turn, the last one being the turn that waits to be sent. */
export function toMessagesDraft(lines: readonly string[]): MessagesDraft {
  const turns = lines
    .slice(0, -1)
    .map((content, index): ChatMessage => ({ role: index % 2 === 0 ? "user" : "assistant", content }));
  return { turns, text: lines.at(-1) ?? "" };
}

export function withTurn(draft: MessagesDraft, index: number, content: string): MessagesDraft {
  return { ...draft, turns: draft.turns.map((turn, at) => (at === index ? { ...turn, content } : turn)) };
}

export function withoutTurn(draft: MessagesDraft, index: number): MessagesDraft {
  return { ...draft, turns: draft.turns.filter((_, at) => at !== index) };
}

/** Back to before a user's turn, whose words wait to be sent once more. */
export function askedAgain({ turns, text }: MessagesDraft, index: number): MessagesDraft {
  return { turns: turns.slice(0, index), text: turns[index]?.content ?? text };
}

/** Chat templates read a system turn in the first place only. */
export function withSystemTurn(draft: MessagesDraft, content: string): MessagesDraft {
  const others = draft.turns.filter(({ role }) => role !== "system");
  return { ...draft, turns: [{ role: "system", content }, ...others] };
}

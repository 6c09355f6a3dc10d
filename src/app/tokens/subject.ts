import type { Field } from "../../tasks/fields.ts";
import type { TokensSubject } from "../../workers/protocol.ts";
import { type Draft, linesOf } from "../inputs/draft.ts";

/** Fields whose text a tokenizer reads. */
export function hasTokens({ kind }: Field): boolean {
  return kind === "text" || kind === "list" || kind === "messages";
}

/** What of a field is to be counted; `undefined` while nothing is written. */
export function subjectOf(draft: Draft, perLine: boolean): TokensSubject | undefined {
  switch (draft.kind) {
    case "text": {
      const texts = perLine ? linesOf(draft.value) : draft.value === "" ? [] : [draft.value];
      return texts.length === 0 ? undefined : { kind: "texts", texts: [...texts] };
    }
    case "list": {
      const texts = linesOf(draft.value);
      return texts.length === 0 ? undefined : { kind: "texts", texts: [...texts] };
    }
    case "messages": {
      const { turns, text } = draft.value;
      const written = turns.filter(({ role, content }) => role !== "system" || content.trim() !== "");
      const messages = text.trim() === "" ? written : [...written, { role: "user" as const, content: text }];
      return messages.length === 0 ? undefined : { kind: "messages", messages: [...messages] };
    }
    default:
      return undefined;
  }
}

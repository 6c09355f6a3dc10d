import * as v from "valibot";
import { ChatMessage, contentText } from "../../shared/media.ts";
import { empty, type FieldBase, type FieldType, type Settings, textLimit, textProblem } from "./field.ts";

/** A conversation; a run appends one user turn. */
export interface MessagesField extends FieldBase {
  readonly kind: "messages";
  /** Of the turn being written, in characters. */
  readonly maxLength: number;
}

export function messagesField(settings: Settings<MessagesField> = {}): MessagesField {
  return { kind: "messages", maxLength: textLimit, ...settings };
}

const Conversation = v.array(ChatMessage);

export const messages: FieldType<MessagesField, readonly ChatMessage[]> = {
  schema: Conversation,
  problemOf(field, value) {
    const last = v.is(Conversation, value) ? value.at(-1) : undefined;
    if (last?.role !== "user") return empty;
    const { content } = last;
    const hasMedia = typeof content !== "string" && content.some(({ type }) => type !== "text");
    const problem = textProblem(contentText(content), field);
    // A picture or a sound asks by itself.
    return problem?.code === "input-empty" && hasMedia ? undefined : problem;
  },
};

import * as v from "valibot";
import { ChatMessage, contentText, picturesIn } from "../../shared/media.ts";
import { beyond, empty, type FieldBase, type FieldType, type Settings, textLimit, textProblem } from "./field.ts";

/** A conversation; a run appends one user turn. */
export interface MessagesField extends FieldBase {
  readonly kind: "messages";
  /** Of the turn being written, in characters. */
  readonly maxLength: number;
  /** Turns may have pictures. */
  readonly pictures?: true;
  /** Controls of their own for what a turn has beside its words, as the outside knows them (docs/contract.md). */
  readonly also?: readonly string[];
}

export function messagesField(settings: Settings<MessagesField> = {}): MessagesField {
  return { kind: "messages", maxLength: textLimit, ...settings };
}

/** Of a whole conversation: 400 MB as pixels, and as much again in the worker. */
const maxMegapixels = 100;

function pixelsIn(value: unknown): number {
  if (!v.is(Conversation, value)) return 0;
  return picturesIn(value).reduce((sum, { width, height }) => sum + width * height, 0);
}

const Conversation = v.array(ChatMessage);

export const messages: FieldType<MessagesField, readonly ChatMessage[]> = {
  schema: Conversation,
  problemOf(field, value) {
    const last = v.is(Conversation, value) ? value.at(-1) : undefined;
    if (last?.role !== "user") return empty;
    const { content } = last;
    const megapixels = Math.ceil(pixelsIn(value) / 1e6);
    if (megapixels > maxMegapixels) return beyond("megapixels", megapixels, maxMegapixels);
    const hasMedia = typeof content !== "string" && content.some(({ type }) => type !== "text");
    const problem = textProblem(contentText(content), field);
    // A picture or a sound asks by itself.
    return problem?.code === "input-empty" && hasMedia ? undefined : problem;
  },
};

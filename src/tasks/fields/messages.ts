import * as v from "valibot";
import { ChatMessage, type ContentPart, contentText, mediaIn, secondsOf } from "../../shared/media.ts";
import {
  beyond,
  empty,
  type FieldBase,
  type FieldProblem,
  type FieldType,
  type Settings,
  textLimit,
  textProblem,
} from "./field.ts";

export type PartKind = Exclude<ContentPart["type"], "text">;

/** A conversation; a run appends one user turn. */
export interface MessagesField extends FieldBase {
  readonly kind: "messages";
  /** Of the turn being written, in characters. */
  readonly maxLength: number;
  /** What turns may have beside words. */
  readonly parts?: readonly PartKind[];
  /** How many pictures a film stands for; none are made of films where left out. */
  readonly frames?: number;
  /** Controls of their own for what a turn has beside its words, as the outside knows them (docs/contract.md). */
  readonly also?: readonly string[];
}

export function messagesField(settings: Settings<MessagesField> = {}): MessagesField {
  return { kind: "messages", maxLength: textLimit, ...settings };
}

/** Of a whole conversation: 400 MB as pixels, and as much again in the worker. */
const maxMegapixels = 100;
/** Of a whole conversation. Models with sound take some 25 tokens a second of it. */
const maxSeconds = 600;

function mediaProblem(messages: readonly ChatMessage[]): FieldProblem | undefined {
  const media = messages.flatMap(({ content }) => mediaIn(content));
  let pixels = 0;
  let seconds = 0;
  for (const part of media) {
    if (part.type === "image") pixels += part.image.width * part.image.height;
    else seconds += secondsOf(part.audio);
  }
  const megapixels = Math.ceil(pixels / 1e6);
  if (megapixels > maxMegapixels) return beyond("megapixels", megapixels, maxMegapixels);
  return seconds > maxSeconds ? beyond("seconds", Math.ceil(seconds), maxSeconds) : undefined;
}

const Conversation = v.array(ChatMessage);

export const messages: FieldType<MessagesField, readonly ChatMessage[]> = {
  schema: Conversation,
  problemOf(field, value) {
    const messages = v.is(Conversation, value) ? value : [];
    const last = messages.at(-1);
    if (last?.role !== "user") return empty;
    const beyondLimit = mediaProblem(messages);
    if (beyondLimit) return beyondLimit;
    const problem = textProblem(contentText(last.content), field);
    // A picture or a sound asks by itself.
    return problem?.code === "input-empty" && mediaIn(last.content).length > 0 ? undefined : problem;
  },
};

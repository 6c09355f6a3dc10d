import type { ModelShape } from "../hub/shape.ts";
import { type MediaPart, mediaIn, secondsOf } from "../shared/media.ts";
import type { PartKind } from "../tasks/fields/messages.ts";
import type { Field } from "../tasks/fields.ts";
import type { Draft } from "./inputs/draft.ts";
import { noMessages } from "./inputs/messages/chat.ts";

/** Where a task's input is a conversation, what it may hold and what it holds by now. */
export interface ConversationDraft {
  readonly field?: Field | undefined;
  readonly draft?: Draft | undefined;
}

/** Where a checkpoint's config.json tells nothing: a photo in the seventeen tiles of SmolVLM, half a minute of Voxtral. */
const usual = { perPicture: 1_088, perSound: 375 } as const;

/** Models hear sounds in windows of so many seconds. */
const windowSeconds = 30;

/** Tokens of the pictures and sounds, and where there are none yet, of one of each kind that a turn may have. */
export function mediaTokensOf({ field, draft }: ConversationDraft, shape: ModelShape | undefined): number {
  if (field?.kind !== "messages" || !field.parts) return 0;
  const { turns, attached = [] } = draft?.kind === "messages" ? draft.value : noMessages;
  const media: readonly MediaPart[] = [
    ...turns.flatMap(({ content }) => mediaIn(content)),
    ...attached.map(({ part }) => part),
  ];
  const { perPicture = usual.perPicture, perSound = usual.perSound } = shape ?? {};
  const tokensOf = (part: MediaPart) =>
    part.type === "image" ? perPicture : perSound * Math.ceil(secondsOf(part.audio) / windowSeconds);
  const sumOf = (kind: PartKind) =>
    media.filter(({ type }) => type === kind).reduce((sum, part) => sum + tokensOf(part), 0);
  return field.parts.reduce((sum, kind) => sum + Math.max(sumOf(kind), kind === "image" ? perPicture : perSound), 0);
}

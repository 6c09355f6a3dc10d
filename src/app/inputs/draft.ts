import type { ChatMessage, Pixels, Sound } from "../../shared/media.ts";
import type { Field, FieldKind } from "../../tasks/fields.ts";

/** A picture being edited: what it was made from is kept, so that nothing dropped is ever lost. */
export interface ImageDraft {
  readonly pixels: Pixels;
  readonly name: string;
  /** Of the file as dropped, for showing it; owned by whoever made the draft. */
  readonly file: Blob;
  /** Size of the file's picture when the cap of `decode.ts` was applied. */
  readonly original?: { readonly width: number; readonly height: number };
}

export interface SoundDraft {
  readonly sound: Sound;
  readonly name: string;
  readonly file: Blob;
}

export interface MessagesDraft {
  /** The conversation so far. */
  readonly turns: readonly ChatMessage[];
  /** The user turn being written. */
  readonly text: string;
}

/** What an editor holds, by kind of field: for a list the raw text, one item a line. */
export interface DraftValues {
  readonly text: string;
  readonly list: string;
  readonly image: ImageDraft | undefined;
  readonly images: readonly ImageDraft[];
  readonly audio: SoundDraft | undefined;
  readonly messages: MessagesDraft;
}

export type Draft = { readonly [K in FieldKind]: { readonly kind: K; readonly value: DraftValues[K] } }[FieldKind];
export type Drafts = Readonly<Record<string, Draft>>;

export function emptyDraft(field: Field): Draft {
  switch (field.kind) {
    case "text":
      return { kind: "text", value: "" };
    case "list":
      return { kind: "list", value: "" };
    case "image":
      return { kind: "image", value: undefined };
    case "images":
      return { kind: "images", value: [] };
    case "audio":
      return { kind: "audio", value: undefined };
    case "messages":
      return { kind: "messages", value: { turns: [], text: "" } };
  }
}

/** Lines that hold something; a list's items. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== "");
}

/** The value that a task takes, `undefined` where the editor is empty. A user turn being written is appended. */
export function inputValueOf(draft: Draft): unknown {
  switch (draft.kind) {
    case "text":
      return draft.value;
    case "list":
      return linesOf(draft.value);
    case "image":
      return draft.value?.pixels;
    case "images":
      return draft.value.map(({ pixels }) => pixels);
    case "audio":
      return draft.value?.sound;
    case "messages": {
      const { text } = draft.value;
      // Instructions that were opened and not written are none.
      const turns = draft.value.turns.filter(({ role, content }) => role !== "system" || content.trim() !== "");
      return text.trim() === "" ? turns : [...turns, { role: "user", content: text }];
    }
  }
}

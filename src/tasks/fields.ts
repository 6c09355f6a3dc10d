import type { ChatMessage, Pixels, Sound } from "../shared/media.ts";

/** A field that counts only while an option has this value (`text` in prompt mode, `messages` in chat mode). */
export interface When {
  readonly option: string;
  readonly equals: string | boolean;
}

interface FieldBase {
  readonly when?: When;
  readonly optional?: true;
}

/** One text; `rows` of 1 gives a single line. */
export interface TextField extends FieldBase {
  readonly kind: "text";
  readonly rows: number;
  /** In characters; beyond it the input is refused with `input-too-large`. */
  readonly maxLength: number;
}

/** Several texts, one a line. */
export interface ListField extends FieldBase {
  readonly kind: "list";
  readonly rows: number;
  readonly maxItems: number;
  /** Of all lines together, in characters. */
  readonly maxLength: number;
}

export interface ImageField extends FieldBase {
  readonly kind: "image";
}

export interface SoundField extends FieldBase {
  readonly kind: "audio";
  /** What the models of the task hear, in Hz: files are decoded to it once, on the page. */
  readonly samplingRate: number;
  readonly maxSeconds: number;
}

/** A conversation; a run appends one user turn. */
export interface MessagesField extends FieldBase {
  readonly kind: "messages";
  /** Of the turn being written, in characters. */
  readonly maxLength: number;
}

export type Field = TextField | ListField | ImageField | SoundField | MessagesField;
export type FieldKind = Field["kind"];
export type Fields = Readonly<Record<string, Field>>;

/** What each kind of field hands to a task. */
export interface FieldValues {
  readonly text: string;
  readonly list: readonly string[];
  readonly image: Pixels;
  readonly audio: Sound;
  readonly messages: readonly ChatMessage[];
}

export type InputOf<F extends Fields> = { readonly [N in keyof F]: FieldValues[F[N]["kind"]] };

/** 200,000 characters are about 100 pages: beyond any model here, and still quick to tokenize. */
const textLimit = 200_000;

export function textField(settings: Partial<Omit<TextField, "kind">> = {}): TextField {
  return { kind: "text", rows: 4, maxLength: textLimit, ...settings };
}

export function listField(settings: Partial<Omit<ListField, "kind">> = {}): ListField {
  return { kind: "list", rows: 6, maxItems: 10_000, maxLength: 5 * textLimit, ...settings };
}

export function imageField(settings: Partial<Omit<ImageField, "kind">> = {}): ImageField {
  return { kind: "image", ...settings };
}

/** 16 kHz is what Whisper, Wav2Vec2, HuBERT and AST were trained on. */
export function soundField(settings: Partial<Omit<SoundField, "kind">> = {}): SoundField {
  return { kind: "audio", samplingRate: 16_000, maxSeconds: 3600, ...settings };
}

export function messagesField(settings: Partial<Omit<MessagesField, "kind">> = {}): MessagesField {
  return { kind: "messages", maxLength: textLimit, ...settings };
}

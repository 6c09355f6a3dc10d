import type { ChatMessage, Pixels, Sound } from "../shared/media.ts";

/** A field that counts only while an option has this value (`text` in prompt mode, `messages` in chat mode). */
export interface When {
  readonly option: string;
  readonly equals: string | boolean;
}

interface FieldBase {
  readonly when?: When;
  /** May be left out; the task then gets `undefined` (or, where an editor was emptied, an empty text or list). */
  readonly optional?: true;
}

/** One text; `rows` of 1 gives a single line. */
export interface TextField extends FieldBase {
  readonly kind: "text";
  readonly rows: number;
  /** In characters; beyond it the input is refused with `input-too-large`. */
  readonly maxLength: number;
  /** Offers a button that puts the model's mask token where the caret is. */
  readonly masks?: true;
}

/** Several texts, one a line. */
export interface ListField extends FieldBase {
  readonly kind: "list";
  readonly rows: number;
  readonly maxItems: number;
  /** Of all lines together, in characters. */
  readonly maxLength: number;
  /** How they are edited: a box of lines, or chips for a few short labels. */
  readonly shape: "lines" | "chips";
}

export interface ImageField extends FieldBase {
  readonly kind: "image";
}

/** Several pictures, in the order in which their results are given. */
export interface ImagesField extends FieldBase {
  readonly kind: "images";
  readonly maxItems: number;
}

export interface SoundField extends FieldBase {
  readonly kind: "audio";
  /** What the models of the task hear, in Hz. A sound comes at its file's own rate where that is known, else at this one. */
  readonly samplingRate: number;
  readonly maxSeconds: number;
}

/** A conversation; a run appends one user turn. */
export interface MessagesField extends FieldBase {
  readonly kind: "messages";
  /** Of the turn being written, in characters. */
  readonly maxLength: number;
}

export type Field = TextField | ListField | ImageField | ImagesField | SoundField | MessagesField;
export type FieldKind = Field["kind"];
export type Fields = Readonly<Record<string, Field>>;

/** What each kind of field hands to a task. */
export interface FieldValues {
  readonly text: string;
  readonly list: readonly string[];
  readonly image: Pixels;
  readonly images: readonly Pixels[];
  readonly audio: Sound;
  readonly messages: readonly ChatMessage[];
}

type ValueOf<F extends Field> = FieldValues[F["kind"]] | (F extends { readonly optional: true } ? undefined : never);

export type InputOf<F extends Fields> = { readonly [N in keyof F]: ValueOf<F[N]> };

/** 200,000 characters are about 100 pages: beyond any model here, and still quick to tokenize. */
const textLimit = 200_000;
/** As pixels, 50 pictures of a phone fill the memory of a small machine; as many small ones do no harm. */
const imageLimit = 50;

type Optional = { readonly optional: true };
/** What a definition may set. Whether the field is optional is known to the compiler, since it changes the value's type. */
type Settings<F extends Field> = Partial<Omit<F, "kind" | "optional">> & { readonly optional?: never };
type OptionalSettings<F extends Field> = Partial<Omit<F, "kind" | "optional">> & Optional;

export function textField(settings: OptionalSettings<TextField>): TextField & Optional;
export function textField(settings?: Settings<TextField>): TextField;
export function textField(settings: Partial<Omit<TextField, "kind">> = {}): TextField {
  return { kind: "text", rows: 4, maxLength: textLimit, ...settings };
}

export function listField(settings: OptionalSettings<ListField>): ListField & Optional;
export function listField(settings?: Settings<ListField>): ListField;
export function listField(settings: Partial<Omit<ListField, "kind">> = {}): ListField {
  return { kind: "list", rows: 6, maxItems: 10_000, maxLength: 5 * textLimit, shape: "lines", ...settings };
}

export function imageField(settings: OptionalSettings<ImageField>): ImageField & Optional;
export function imageField(settings?: Settings<ImageField>): ImageField;
export function imageField(settings: Partial<Omit<ImageField, "kind">> = {}): ImageField {
  return { kind: "image", ...settings };
}

export function imagesField(settings: OptionalSettings<ImagesField>): ImagesField & Optional;
export function imagesField(settings?: Settings<ImagesField>): ImagesField;
export function imagesField(settings: Partial<Omit<ImagesField, "kind">> = {}): ImagesField {
  return { kind: "images", maxItems: imageLimit, ...settings };
}

/** 16 kHz is what Whisper, Wav2Vec2, HuBERT and AST were trained on. */
export function soundField(settings: OptionalSettings<SoundField>): SoundField & Optional;
export function soundField(settings?: Settings<SoundField>): SoundField;
export function soundField(settings: Partial<Omit<SoundField, "kind">> = {}): SoundField {
  return { kind: "audio", samplingRate: 16_000, maxSeconds: 3600, ...settings };
}

export function messagesField(settings: Settings<MessagesField> = {}): MessagesField {
  return { kind: "messages", maxLength: textLimit, ...settings };
}

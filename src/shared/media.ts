import * as v from "valibot";
import type { Size } from "./image/size.ts";

/** A decoded picture: RGBA, 8 bits a channel, rows from the top, not premultiplied. */
export const Pixels = v.pipe(
  v.object({
    data: v.instance(Uint8ClampedArray),
    width: v.pipe(v.number(), v.integer(), v.minValue(1)),
    height: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** Size of the picture as it was given, where it was too large and these are fewer. */
    original: v.optional(v.object({ width: v.number(), height: v.number() })),
  }),
  v.check(({ data, width, height }) => data.length === width * height * 4, "RGBA data must be width × height × 4 long"),
);
export type Pixels = v.InferOutput<typeof Pixels>;

/** The size in whose pixels places in a picture are told: of the picture as it was given. */
export function originalOf({ width, height, original }: Pixels): Size {
  return original ?? { width, height };
}

/** A decoded sound: mono samples in -1..1 at `samplingRate` Hz. */
export const Sound = v.object({
  samples: v.instance(Float32Array),
  samplingRate: v.pipe(v.number(), v.minValue(1)),
});
export type Sound = v.InferOutput<typeof Sound>;

/** Length of a sound in seconds. */
export function secondsOf(sound: Sound): number {
  return sound.samples.length / sound.samplingRate;
}

/** An hour in WebM or AAC is a few milliseconds more, with which its encoder filled the last packet. */
export function isLongerThan(seconds: number, mostSeconds: number): boolean {
  return seconds >= mostSeconds + 1;
}

/** A dense float32 matrix, row by row. */
export const Matrix = v.pipe(
  v.object({
    data: v.instance(Float32Array),
    rows: v.pipe(v.number(), v.integer(), v.minValue(0)),
    columns: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  v.check(({ data, rows, columns }) => data.length === rows * columns, "data must be rows × columns long"),
);
export type Matrix = v.InferOutput<typeof Matrix>;

/** Row `index` of a matrix as a view, not a copy. */
export function rowOf(matrix: Matrix, index: number): Float32Array {
  return matrix.data.subarray(index * matrix.columns, (index + 1) * matrix.columns);
}

/** A part of a turn, as Python's chat format has it: `image` and `audio` are what was decoded. */
export const ContentPart = v.variant("type", [
  v.object({ type: v.literal("text"), text: v.string() }),
  v.object({ type: v.literal("image"), image: Pixels }),
  v.object({ type: v.literal("audio"), audio: Sound }),
]);
export type ContentPart = v.InferOutput<typeof ContentPart>;

export const Role = v.picklist(["system", "user", "assistant"]);

/** One turn of a conversation, in the words of chat templates. */
export const ChatMessage = v.object({ role: Role, content: v.union([v.string(), v.array(ContentPart)]) });
export type ChatMessage = v.InferOutput<typeof ChatMessage>;

/** A turn that is nothing but text. */
export const TextMessage = v.object({ role: Role, content: v.string() });
export type TextMessage = v.InferOutput<typeof TextMessage>;

/** The words of a turn, one after the other as chat templates write them. */
export function contentText(content: ChatMessage["content"]): string {
  if (typeof content === "string") return content;
  return content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("");
}

export type MediaPart = Exclude<ContentPart, { type: "text" }>;

/** The pictures and sounds of a turn, in their order. */
export function mediaIn(content: ChatMessage["content"]): readonly MediaPart[] {
  if (typeof content === "string") return [];
  return content.flatMap((part) => (part.type === "text" ? [] : [part]));
}

/** The pictures of a conversation, in their order. */
export function picturesIn(messages: readonly ChatMessage[]): readonly Pixels[] {
  return mediaOf(messages).flatMap((part) => (part.type === "image" ? [part.image] : []));
}

/** The pictures and sounds of a conversation, in their order. */
export function mediaOf(messages: readonly ChatMessage[]): readonly MediaPart[] {
  return messages.flatMap(({ content }) => mediaIn(content));
}

/** The conversation for a model that only reads. */
export function toTextMessages(messages: readonly ChatMessage[]): TextMessage[] {
  return messages.map(({ role, content }) => ({ role, content: contentText(content) }));
}

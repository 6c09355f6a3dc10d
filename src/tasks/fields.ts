import { audio } from "./fields/audio.ts";
import type { FieldType } from "./fields/field.ts";
import { image } from "./fields/image.ts";
import { images } from "./fields/images.ts";
import { list } from "./fields/list.ts";
import { messages } from "./fields/messages.ts";
import { text } from "./fields/text.ts";

/** One line a kind of field; what an editor makes of each is one line in `app/inputs/kinds.ts`. */
const types = { text, list, image, images, audio, messages };

export type FieldKind = keyof typeof types;

/** What each kind of field is. */
export type FieldOf = {
  readonly [K in FieldKind]: (typeof types)[K] extends FieldType<infer F, infer _> ? F : never;
};
export type Field = FieldOf[FieldKind];
export type Fields = Readonly<Record<string, Field>>;

/** What each kind of field hands to a task. */
export type FieldValues = {
  readonly [K in FieldKind]: (typeof types)[K] extends FieldType<infer _, infer V> ? V : never;
};

/** The same table, written so that a kind, its field and its value stay together where the kind is not known. */
export const fieldTypes: { readonly [K in FieldKind]: FieldType<FieldOf[K], FieldValues[K]> } = types;

type ValueOf<F extends Field> = FieldValues[F["kind"]] | (F extends { readonly optional: true } ? undefined : never);

export type InputOf<F extends Fields> = { readonly [N in keyof F]: ValueOf<F[N]> };

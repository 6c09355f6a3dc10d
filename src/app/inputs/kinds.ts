import type { FieldKind } from "../../tasks/fields.ts";
import { audio } from "./audio/kind.ts";
import { image } from "./image/kind.ts";
import { images } from "./images/kind.ts";
import type { InputKind } from "./kind.ts";
import { list } from "./list/kind.ts";
import { messages } from "./messages/kind.ts";
import { text } from "./text/kind.ts";

/** One line a kind of field, each a folder beside this file. */
const table = { text, list, image, images, audio, messages } satisfies Record<FieldKind, unknown>;

/** What an editor holds, by kind of field. */
export type DraftValues = {
  readonly [K in FieldKind]: (typeof table)[K] extends InputKind<K, infer D> ? D : never;
};

/** The same table, written so that a kind and its values stay together where the kind is not known. */
export const kinds: { readonly [K in FieldKind]: InputKind<K, DraftValues[K]> } = table;

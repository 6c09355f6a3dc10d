import type words from "./messages/en.json";
import type drawings from "./views/messages/en.json";

/** What the parts themselves say. */
export type UiKey = keyof typeof words | keyof typeof drawings;

/** Words of the reader's language by key. */
export type Translate<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/** What every part that speaks needs. */
export interface Speaking<Key extends string = UiKey> {
  readonly t: Translate<Key>;
  /** BCP 47, for numbers and dates. */
  readonly locale: string;
}

import type { UiKey } from "../ui/words.ts";
import type common from "./common/messages/en.json";
import type views from "./common/views/messages/en.json";

/** What any view may say without words of its own. */
export type SharedKey = UiKey | keyof typeof common | keyof typeof views;

/** A task's own words, fetched in the reader's language. Their keys are those of both files. */
export type Words<Key extends string> = Readonly<
  Record<"en" | "zh-CN", () => Promise<{ readonly default: Readonly<Record<Key, string>> }>>
>;

/** All that a view of this task may say. */
export type KeyOf<Definition> = Definition extends { readonly words: Words<infer Key> } ? Key | SharedKey : never;

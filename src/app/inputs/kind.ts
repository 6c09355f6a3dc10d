import type { ComponentType } from "react";
import type { FieldKind, FieldOf, FieldValues } from "../../tasks/fields.ts";
import type { TokensSubject } from "../../workers/verbs/tokens.ts";
import type { EditorProps } from "./editor.ts";
import type { FileKind } from "./file.ts";

/** A file of a ready example, below the site's own folder. @throws where it cannot be fetched */
export type FetchFile = (path: string) => Promise<{ readonly file: Blob; readonly name: string }>;

/** A value as it stands in a program; a `file` is one whose name the reader puts in. */
export interface CodeValue {
  readonly value: unknown;
  readonly file?: "image" | "audio";
}

/** All that the page does with a field of kind `K`, whose editor holds a `D`. */
export interface InputKind<K extends FieldKind, D> {
  /** The kind of file that the editor takes. */
  readonly takes: Exclude<FileKind, "other">;
  readonly empty: D;
  /** The value that a task takes, `undefined` where the editor is empty. */
  toInput(value: D): FieldValues[K] | undefined;
  /** What it holds by the words that an example has for it: texts, names of files. */
  toTexts(value: D): readonly string[];
  /** From an example's words. @throws InputError where a file is not what it should be */
  fromExample(field: FieldOf[K], texts: readonly string[], fetchFile: FetchFile): Promise<D>;
  /** As JSON, for the next visit; `undefined` for what is not kept. */
  toSaved(value: D): unknown;
  /** @param saved written by an older version or by hand, perhaps */
  fromSaved(saved: unknown): D | undefined;
  /** `input.<name>` of the address (docs/contract.md); nothing where there is nothing to write. */
  toAddress(value: D): string;
  fromAddress(text: string): D | undefined;
  /** What a tokenizer reads of it. @param perLine whether each line is an input of its own */
  toTokens(value: D, perLine: boolean): TokensSubject | undefined;
  /** A task's value in the Code tab. */
  toCode(value: unknown): CodeValue;
  /** Comes when the first field of this kind is on screen: a `Suspense` has to stand around. */
  readonly Editor: ComponentType<EditorProps<D> & { readonly field: FieldOf[K] }>;
}

/** Longer texts are not kept over a reload: storage is a few MB, and is written at each key. */
export const maxSavedLength = 50_000;

/** Pictures and sounds are too large for storage and for an address, and no tokenizer reads them. */
export const heavy = {
  toSaved: () => undefined,
  fromSaved: () => undefined,
  toAddress: () => "",
  fromAddress: () => undefined,
  toTokens: () => undefined,
} as const;

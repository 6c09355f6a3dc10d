import * as v from "valibot";
import type { Field, FieldKind, FieldOf } from "../../tasks/fields.ts";
import type { TokensSubject } from "../../workers/verbs/tokens.ts";
import type { FetchFile } from "./kind.ts";
import { type DraftValues, kinds } from "./kinds.ts";

/** What an editor holds, with the kind of field that it is for. */
export type Draft<K extends FieldKind = FieldKind> = {
  readonly [P in K]: { readonly kind: P; readonly value: DraftValues[P] };
}[K];
export type Drafts = Readonly<Record<string, Draft>>;

export function draftOf<K extends FieldKind>(kind: K, value: DraftValues[K]): Draft<K> {
  return { kind, value };
}

export function isDraftOf<K extends FieldKind>(kind: K, draft: Draft): draft is Draft & Draft<K> {
  return draft.kind === kind;
}

export function emptyDraft({ kind }: Pick<Field, "kind">): Draft {
  return draftOf(kind, kinds[kind].empty);
}

/** The value that a task takes, `undefined` where the editor is empty. */
export function inputValueOf<K extends FieldKind>({ kind, value }: Draft<K>): unknown {
  return kinds[kind].toInput(value);
}

/** Texts and names of files, as an example has them; none where the editor is empty. */
export function textsOf<K extends FieldKind>({ kind, value }: Draft<K>): readonly string[] {
  return kinds[kind].toTexts(value);
}

/** What a tokenizer reads of it; `undefined` while nothing is written. */
export function tokensSubjectOf<K extends FieldKind>(
  { kind, value }: Draft<K>,
  perLine: boolean,
): TokensSubject | undefined {
  return kinds[kind].toTokens(value, perLine);
}

/** Longer inputs are left out of the address (docs/contract.md): browsers and chat programs cut long links. */
const maxAddressLength = 2_000;

/** `undefined` where there is nothing to write, where it is too long, or where it is no text. */
export function addressTextOf<K extends FieldKind>({ kind, value }: Draft<K>): string | undefined {
  const text = kinds[kind].toAddress(value);
  return text === "" || text.length > maxAddressLength ? undefined : text;
}

/** The draft that `input.<name>=<text>` stands for; `undefined` where a field of this kind does not stand in addresses. */
export function draftFromAddress<K extends FieldKind>(kind: K, text: string): Draft<K> | undefined {
  const value = kinds[kind].fromAddress(text);
  return value === undefined ? undefined : draftOf(kind, value);
}

export async function draftFromExample<K extends FieldKind>(
  kind: K,
  field: FieldOf[K],
  texts: readonly string[],
  fetchFile: FetchFile,
): Promise<Draft<K>> {
  return draftOf(kind, await kinds[kind].fromExample(field, texts, fetchFile));
}

const SavedDraft = v.object({ kind: v.string(), value: v.unknown() });

/** As JSON; `undefined` where it is not kept over a reload. */
export function savedDraftOf<K extends FieldKind>({
  kind,
  value,
}: Draft<K>): v.InferOutput<typeof SavedDraft> | undefined {
  const saved = kinds[kind].toSaved(value);
  return saved === undefined ? undefined : { kind, value: saved };
}

/** What no version of ours has written, or for a kind that is gone, is none. */
export function findSavedDraft(saved: unknown): Draft | undefined {
  const parsed = v.safeParse(SavedDraft, saved);
  if (!parsed.success) return undefined;
  const { kind, value } = parsed.output;
  return isKind(kind) ? draftFromSaved(kind, value) : undefined;
}

function draftFromSaved<K extends FieldKind>(kind: K, saved: unknown): Draft<K> | undefined {
  const value = kinds[kind].fromSaved(saved);
  return value === undefined ? undefined : draftOf(kind, value);
}

function isKind(kind: string): kind is FieldKind {
  return Object.hasOwn(kinds, kind);
}

import type * as v from "valibot";
import type { ErrorCode, Failure } from "../../shared/errors.ts";

/** A field that counts only while an option has this value (`text` in prompt mode, `messages` in chat mode). */
export interface When {
  readonly option: string;
  readonly equals: string | boolean;
}

export interface FieldBase {
  readonly when?: When;
  /** May be left out; the task then gets `undefined` (or, where an editor was emptied, an empty text or list). */
  readonly optional?: true;
}

/** What can be wrong with an input before any worker is asked. */
export type ProblemCode = Extract<ErrorCode, "input-empty" | "input-too-large">;

export interface FieldProblem extends Pick<Failure, "reason" | "values"> {
  readonly code: ProblemCode;
}

export const empty: FieldProblem = { code: "input-empty" };

/** More than a field takes, with both numbers for the sentence that says so. */
export function beyond(
  unit: "characters" | "items" | "megapixels" | "seconds",
  given: number,
  limit: number,
): FieldProblem {
  const values = { unit, given: String(given), limit: String(limit) };
  return { code: "input-too-large", reason: "size-beyond", values };
}

/** What tasks know of a kind of field `F`: the value `V` that it hands to them, and what is wrong with one. */
export interface FieldType<F extends FieldBase, V> {
  readonly schema: v.GenericSchema<unknown, V>;
  /** @param value what an editor holds: perhaps nothing, perhaps more than the field takes. */
  readonly problemOf: (field: F, value: unknown) => FieldProblem | undefined;
}

/** Whether a field may be left out is known to the compiler, since it changes the value's type. */
export type Optional = { readonly optional: true };
/** What a definition may set. */
export type Settings<F extends FieldBase> = Partial<Omit<F, "kind" | "optional">> & { readonly optional?: never };
export type OptionalSettings<F extends FieldBase> = Partial<Omit<F, "kind" | "optional">> & Optional;

/** 200,000 characters are about 100 pages: beyond any model here, and still quick to tokenize. */
export const textLimit = 200_000;

/** Of a text with this limit, in characters; blanks alone are nothing. */
export function textProblem(
  text: string,
  { maxLength, optional }: FieldBase & { readonly maxLength: number },
): FieldProblem | undefined {
  if (text.trim() === "") return optional ? undefined : empty;
  return text.length > maxLength ? beyond("characters", text.length, maxLength) : undefined;
}

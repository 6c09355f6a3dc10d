import * as v from "valibot";
import type { FieldProblem } from "./fields/field.ts";
import { type Field, type FieldKind, type FieldOf, type Fields, fieldTypes, type InputOf } from "./fields.ts";

/** Whether a field counts under these options. */
export function isActive(field: Field, options: Readonly<Record<string, unknown>>): boolean {
  return field.when === undefined || options[field.when.option] === field.when.equals;
}

/** The field that a name of the outside contract means: its own, or that of which it is a part (`text` of a turn). */
export function fieldNameOf(fields: Fields, name: string): string {
  if (Object.hasOwn(fields, name)) return name;
  const found = Object.entries(fields).find(([, field]) => field.kind === "messages" && field.also?.includes(name));
  return found?.[0] ?? name;
}

/** Whether `value` holds every field of `fields` in its kind. One that is optional or does not count may be missing. */
export function isInputOf<F extends Fields>(
  fields: F,
  options: Readonly<Record<string, unknown>>,
  value: unknown,
): value is InputOf<F> {
  if (typeof value !== "object" || value === null) return false;
  const given = new Map<string, unknown>(Object.entries(value));
  return Object.entries(fields).every(
    ([name, field]) =>
      v.is(fieldTypes[field.kind].schema, given.get(name)) ||
      (field.optional && given.get(name) === undefined) ||
      (!isActive(field, options) && !given.has(name)),
  );
}

/** Why an input cannot be run, before any worker is asked. `field` is the one to mend. */
export interface InputProblem extends FieldProblem {
  readonly field: string;
}

/** The first thing that is missing or too large, in the order of the fields. */
export function findProblem(
  fields: Fields,
  options: Readonly<Record<string, unknown>>,
  input: Readonly<Record<string, unknown>>,
): InputProblem | undefined {
  for (const [name, field] of Object.entries(fields)) {
    if (!isActive(field, options)) continue;
    const problem = problemOf(field.kind, field, input[name]);
    if (problem !== undefined) return { field: name, ...problem };
  }
  return undefined;
}

function problemOf<K extends FieldKind>(kind: K, field: FieldOf[K], value: unknown): FieldProblem | undefined {
  return fieldTypes[kind].problemOf(field, value);
}

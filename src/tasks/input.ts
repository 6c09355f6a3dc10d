import * as v from "valibot";
import type { ErrorCode } from "../shared/errors.ts";
import { ChatMessage, Pixels, Sound, secondsOf } from "../shared/media.ts";
import type { Field, FieldKind, Fields, InputOf } from "./fields.ts";

const valueSchemas = {
  text: v.string(),
  list: v.array(v.string()),
  image: Pixels,
  images: v.array(Pixels),
  audio: Sound,
  messages: v.array(ChatMessage),
} satisfies Record<FieldKind, v.GenericSchema>;

/** Whether a field counts under these options. */
export function isActive(field: Field, options: Readonly<Record<string, unknown>>): boolean {
  return field.when === undefined || options[field.when.option] === field.when.equals;
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
      v.is(valueSchemas[field.kind], given.get(name)) ||
      (field.optional && given.get(name) === undefined) ||
      (!isActive(field, options) && !given.has(name)),
  );
}

/** Why an input cannot be run, before any worker is asked. `field` is the one to mend. */
export interface InputProblem {
  readonly field: string;
  readonly code: Extract<ErrorCode, "input-empty" | "input-too-large">;
}

/** The first thing that is missing or too large, in the order of the fields. */
export function findProblem(
  fields: Fields,
  options: Readonly<Record<string, unknown>>,
  input: Readonly<Record<string, unknown>>,
): InputProblem | undefined {
  for (const [name, field] of Object.entries(fields)) {
    if (!isActive(field, options)) continue;
    const code = problemOf(field, input[name]);
    if (code !== undefined) return { field: name, code };
  }
  return undefined;
}

function problemOf(field: Field, value: unknown): InputProblem["code"] | undefined {
  switch (field.kind) {
    case "text":
      return textProblem(v.is(v.string(), value) ? value : "", field.maxLength, field.optional);
    case "list": {
      const items = v.is(valueSchemas.list, value) ? value.filter((item) => item.trim() !== "") : [];
      if (items.length > field.maxItems) return "input-too-large";
      return textProblem(items.join("\n"), field.maxLength, field.optional);
    }
    case "messages": {
      const last = v.is(valueSchemas.messages, value) ? value.at(-1) : undefined;
      if (last === undefined || last.role !== "user") return "input-empty";
      return textProblem(last.content, field.maxLength, field.optional);
    }
    case "image":
      return v.is(Pixels, value) || field.optional ? undefined : "input-empty";
    case "images": {
      const count = v.is(valueSchemas.images, value) ? value.length : 0;
      if (count > field.maxItems) return "input-too-large";
      return count > 0 || field.optional ? undefined : "input-empty";
    }
    case "audio": {
      if (!v.is(Sound, value) || value.samples.length === 0) return field.optional ? undefined : "input-empty";
      return secondsOf(value) > field.maxSeconds ? "input-too-large" : undefined;
    }
  }
}

function textProblem(text: string, maxLength: number, optional: true | undefined): InputProblem["code"] | undefined {
  if (text.trim() === "") return optional ? undefined : "input-empty";
  return text.length > maxLength ? "input-too-large" : undefined;
}

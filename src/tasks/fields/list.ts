import * as v from "valibot";
import {
  beyond,
  type FieldBase,
  type FieldType,
  type Optional,
  type OptionalSettings,
  type Settings,
  textLimit,
  textProblem,
} from "./field.ts";

/** Several texts, one a line. */
export interface ListField extends FieldBase {
  readonly kind: "list";
  readonly rows: number;
  readonly maxItems: number;
  /** Of all lines together, in characters. */
  readonly maxLength: number;
  /** How they are edited: a box of lines, or chips for a few short labels. */
  readonly shape: "lines" | "chips";
}

export function listField(settings: OptionalSettings<ListField>): ListField & Optional;
export function listField(settings?: Settings<ListField>): ListField;
export function listField(settings: Partial<Omit<ListField, "kind">> = {}): ListField {
  return { kind: "list", rows: 6, maxItems: 10_000, maxLength: 5 * textLimit, shape: "lines", ...settings };
}

const Lines = v.array(v.string());

export const list: FieldType<ListField, readonly string[]> = {
  schema: Lines,
  problemOf(field, value) {
    const items = v.is(Lines, value) ? value.filter((item) => item.trim() !== "") : [];
    if (items.length > field.maxItems) return beyond("items", items.length, field.maxItems);
    return textProblem(items.join("\n"), field);
  },
};

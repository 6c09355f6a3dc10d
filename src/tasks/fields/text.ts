import * as v from "valibot";
import {
  type FieldBase,
  type FieldType,
  type Optional,
  type OptionalSettings,
  type Settings,
  textLimit,
  textProblem,
} from "./field.ts";

/** One text; `rows` of 1 gives a single line. */
export interface TextField extends FieldBase {
  readonly kind: "text";
  readonly rows: number;
  /** In characters; beyond it the input is refused with `input-too-large`. */
  readonly maxLength: number;
  /** Offers a button that puts the model's mask token where the caret is. */
  readonly masks?: true;
}

export function textField(settings: OptionalSettings<TextField>): TextField & Optional;
export function textField(settings?: Settings<TextField>): TextField;
export function textField(settings: Partial<Omit<TextField, "kind">> = {}): TextField {
  return { kind: "text", rows: 4, maxLength: textLimit, ...settings };
}

export const text: FieldType<TextField, string> = {
  schema: v.string(),
  problemOf: (field, value) => textProblem(typeof value === "string" ? value : "", field),
};

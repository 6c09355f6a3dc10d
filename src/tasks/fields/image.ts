import * as v from "valibot";
import { Pixels } from "../../shared/media.ts";
import { empty, type FieldBase, type FieldType, type Optional, type OptionalSettings, type Settings } from "./field.ts";

export interface ImageField extends FieldBase {
  readonly kind: "image";
  /** Whether a run is so short that a camera's pictures may follow one another. */
  readonly live?: boolean;
}

export function imageField(settings: OptionalSettings<ImageField>): ImageField & Optional;
export function imageField(settings?: Settings<ImageField>): ImageField;
export function imageField(settings: Partial<Omit<ImageField, "kind">> = {}): ImageField {
  return { kind: "image", ...settings };
}

export const image: FieldType<ImageField, Pixels> = {
  schema: Pixels,
  problemOf: ({ optional }, value) => (v.is(Pixels, value) || optional ? undefined : empty),
};

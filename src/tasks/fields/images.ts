import * as v from "valibot";
import { Pixels } from "../../shared/media.ts";
import {
  beyond,
  empty,
  type FieldBase,
  type FieldType,
  type Optional,
  type OptionalSettings,
  type Settings,
} from "./field.ts";

/** Several pictures, in the order in which their results are given. */
export interface ImagesField extends FieldBase {
  readonly kind: "images";
  readonly maxItems: number;
}

/** As pixels, 50 pictures of a phone fill the memory of a small machine; as many small ones do no harm. */
const imageLimit = 50;

export function imagesField(settings: OptionalSettings<ImagesField>): ImagesField & Optional;
export function imagesField(settings?: Settings<ImagesField>): ImagesField;
export function imagesField(settings: Partial<Omit<ImagesField, "kind">> = {}): ImagesField {
  return { kind: "images", maxItems: imageLimit, ...settings };
}

const Pictures = v.array(Pixels);

export const images: FieldType<ImagesField, readonly Pixels[]> = {
  schema: Pictures,
  problemOf({ maxItems, optional }, value) {
    const count = v.is(Pictures, value) ? value.length : 0;
    if (count > maxItems) return beyond("items", count, maxItems);
    return count > 0 || optional ? undefined : empty;
  },
};

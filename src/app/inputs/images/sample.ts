import { imagesField } from "../../../tasks/fields/images.ts";
import type { EditorSample } from "../editor.ts";
import { picture } from "../picture/shown.ts";

export const samples: readonly EditorSample[] = [
  { name: "images", field: imagesField(), draft: { kind: "images", value: [picture, { ...picture, name: "2.png" }] } },
];

import { imageField } from "../../../tasks/fields/image.ts";
import type { EditorSample } from "../editor.ts";
import { picture } from "../picture/shown.ts";

export const samples: readonly EditorSample[] = [
  { name: "image", field: imageField(), draft: { kind: "image", value: picture } },
];

import { listField } from "../../../tasks/fields/list.ts";
import type { EditorSample } from "../editor.ts";

export const samples: readonly EditorSample[] = [
  { name: "texts", field: listField(), draft: { kind: "list", value: "one\ntwo\nthree" } },
  { name: "candidate_labels", field: listField({ shape: "chips" }), draft: { kind: "list", value: "cat\ndog" } },
];

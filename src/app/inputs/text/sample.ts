import { textField } from "../../../tasks/fields/text.ts";
import type { EditorSample } from "../editor.ts";

export const samples: readonly EditorSample[] = [
  { name: "text", field: textField(), draft: { kind: "text", value: "How do I bake bread?\n面包怎么做？" } },
  { name: "question", field: textField({ rows: 1 }), draft: { kind: "text", value: "What is this?" } },
];

import { bestOf } from "../common/labels/scored.ts";
import type { LineItem } from "../common/lines/lines.ts";

/** One row a text: its best label and that label's score, then every label's score in a column of its own. */
export function csvRows(
  labels: readonly string[],
  items: readonly LineItem<Float32Array>[],
  texts: readonly string[],
): (string | number)[][] {
  const rows = items.map((item, place) => {
    const text = texts[place] ?? "";
    if (item.status !== "done") return [text, "", "", ...labels.map(() => "")];
    const [best] = bestOf(labels, item.value, 1);
    return [text, best?.label ?? "", best?.score ?? "", ...item.value];
  });
  return [["text", "label", "score", ...labels], ...rows];
}

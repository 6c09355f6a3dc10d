import { largestOf } from "../../shared/generation/sampling.ts";
import type { Scored } from "../common/labels/scored.ts";
import type { LineItem } from "../common/lines/lines.ts";

/** One text's labels, best first, at most `topK` of them; all where it is `null`. */
export function bestOf(labels: readonly string[], scores: Float32Array, topK: number | null): readonly Scored[] {
  return largestOf(scores, topK ?? scores.length).map(({ index, value }) => ({
    label: labels[index] ?? "",
    score: value,
  }));
}

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

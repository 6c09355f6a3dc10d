import { type ScoreFunction, scoresOf } from "../common/labels/scores.ts";
import type { LineItem } from "../common/lines/lines.ts";

interface Answered {
  readonly usual: ScoreFunction;
  /** Logits. */
  readonly items: readonly LineItem<Float32Array>[];
}

/** The scores of each text, by the function that the reader chose. */
export function scoredItems(
  { usual, items }: Answered,
  asked: ScoreFunction | "auto",
): readonly LineItem<Float32Array>[] {
  const apply = asked === "auto" ? usual : asked;
  return items.map((item) => (item.status === "done" ? { ...item, value: scoresOf(item.value, apply) } : item));
}

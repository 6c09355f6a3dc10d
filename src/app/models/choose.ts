import type { ModelCard } from "../../hub/card.ts";
import { headsOf } from "../../tasks/heads.ts";
import { definitionOf, type TaskId, taskIds } from "../../tasks/index.ts";
import { findTaskFor } from "../results/remedies.ts";

/**
 * The task that a checkpoint is tried in first: the one on screen where it can be that, else the first that its
 * architecture was made for. One without a head gives vectors, of texts where it has a tokenizer.
 */
export function taskFor(
  { architectures, tokenizer }: Pick<ModelCard, "architectures" | "tokenizer">,
  current: TaskId,
): TaskId {
  const { heads, modality } = definitionOf(current);
  const made = architectures?.flatMap(headsOf) ?? [];
  if (made.length > 0) {
    const [first = ""] = architectures ?? [];
    return heads?.some((head) => made.includes(head)) ? current : (findTaskFor(first) ?? current);
  }
  const wanted = tokenizer === false ? "vision" : "text";
  if (!heads || !architectures?.some((name) => /(?:^|[a-z\d])Model$/.test(name))) return current;
  if (modality !== wanted && modality !== "text" && modality !== "vision") return current;
  const isVectors = (id: TaskId) => !definitionOf(id).heads && definitionOf(id).modality === wanted;
  return taskIds.find(isVectors) ?? current;
}

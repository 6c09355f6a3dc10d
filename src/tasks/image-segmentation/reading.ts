import { TaskError } from "../../shared/errors.ts";
import type { Size } from "../../shared/image/size.ts";
import { type FloatTensor, floatsOf, type TensorMap } from "../../shared/tensor.ts";
import { instancesOf } from "./instance.ts";
import { type Limits, panopticOf } from "./panoptic.ts";
import { queriesOf } from "./queries.ts";
import type { Regions } from "./regions.ts";
import type { Subtask } from "./segmentation.ts";
import { classMapsOf, semanticOf } from "./semantic.ts";

/** What a segmenter gave: a score for each class at each of its pixels, or queries with a class and a mask. */
export type Answer =
  | { readonly kind: "classes"; readonly logits: FloatTensor }
  | {
      readonly kind: "queries";
      /** DETR's things are merged as its panoptic segments are; those of later families lie over one another. */
      readonly merges: boolean;
      readonly classLogits: FloatTensor;
      readonly maskLogits: FloatTensor;
    };

/** @throws RangeError where the graph is no segmenter's */
export function answerOf(outputs: TensorMap): Answer {
  if (outputs.masks_queries_logits) {
    const classLogits = floatsOf(outputs, "class_queries_logits");
    return { kind: "queries", merges: false, classLogits, maskLogits: floatsOf(outputs, "masks_queries_logits") };
  }
  const logits = floatsOf(outputs, "logits");
  if (!outputs.pred_masks) return { kind: "classes", logits };
  return { kind: "queries", merges: true, classLogits: logits, maskLogits: floatsOf(outputs, "pred_masks") };
}

export interface Reading extends Limits {
  readonly subtask: Subtask | "auto";
}

/**
 * The answer on the picture's own pixels, as the image processor of `className` reads it in Python.
 * @throws TaskError where the model cannot do the subtask
 */
export function regionsOf(
  answer: Answer,
  className: string | undefined,
  { subtask, ...limits }: Reading,
  picture: Size,
): Regions {
  if (answer.kind === "classes") {
    if (subtask !== "auto" && subtask !== "semantic") {
      throw new TaskError("input-invalid", `The model cannot do ${subtask} segmentation.`, undefined, {
        reason: "subtask-beyond",
        values: { subtask },
      });
    }
    const [, classes = 1, height = 1, width = 1] = answer.logits.dims;
    return semanticOf(answer.logits.data, classes, { width, height }, picture);
  }
  const queries = queriesOf(answer.classLogits, answer.maskLogits, className);
  if (subtask === "semantic") return semanticOf(classMapsOf(queries), queries.classes, queries.size, picture);
  if (subtask === "instance" && !answer.merges) return instancesOf(queries, limits.threshold, picture);
  return panopticOf(queries, limits, picture);
}

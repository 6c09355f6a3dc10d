import type { ModelCard } from "../../hub/card.ts";
import { type Dtype, type DtypeChoice, dtypes, dtypesIn } from "../../hub/checkpoint.ts";
import { headsOf } from "../../tasks/heads.ts";
import { definitionOf, type TaskId, taskIds } from "../../tasks/index.ts";
import type { DeviceFacts } from "../device.ts";
import { findDtypeProblem } from "../store/plan.ts";

interface Asked {
  readonly device: "webgpu" | "wasm";
  readonly dtype: DtypeChoice;
}

/** What most repositories have, the likeliest first. */
const usual: readonly Dtype[] = ["q8", "fp32", "q4", "fp16"];

/**
 * Another number format to try: one that the model is known to have, else a usual one.
 * @param told formats that the failed run found, which is surer than a card
 */
export function findOtherDtype(
  asked: Asked,
  card: ModelCard | undefined,
  facts: DeviceFacts,
  told?: string,
): Dtype | undefined {
  const tried = dtypesIn(asked.dtype);
  const there = told === undefined ? (card?.dtypes ?? []) : dtypes.filter((dtype) => told.split(" ").includes(dtype));
  const likeliest = [...usual, ...dtypes.filter((dtype) => !usual.includes(dtype))];
  const known = there.length > 0 ? likeliest.filter((dtype) => there.includes(dtype)) : usual;
  return known.find((dtype) => !tried.includes(dtype) && !findDtypeProblem(dtype, card, asked.device, facts));
}

/** The largest format below what was asked for, by the sizes that the card tells. */
export function findSmallerDtype(asked: Asked, card: ModelCard | undefined, facts: DeviceFacts): Dtype | undefined {
  const bytesOf = (dtype: Dtype) => card?.bytes[dtype] ?? Number.POSITIVE_INFINITY;
  const now = Math.max(...dtypesIn(asked.dtype).map(bytesOf));
  return dtypes
    .filter((dtype) => bytesOf(dtype) < now && !findDtypeProblem(dtype, card, asked.device, facts))
    .toSorted((a, b) => bytesOf(b) - bytesOf(a))[0];
}

/** The task that a checkpoint of this architecture was made for, by the first of its heads that any task takes. */
export function findTaskFor(architecture: string): TaskId | undefined {
  for (const head of headsOf(architecture)) {
    const task =
      taskIds.find((id) => definitionOf(id).usualFor?.includes(head)) ??
      taskIds.find((id) => definitionOf(id).heads?.includes(head));
    if (task) return task;
  }
  return undefined;
}

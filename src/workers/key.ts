import { type CheckpointRef, dtypeText } from "../hub/checkpoint.ts";

/** Equal keys share a loaded model. */
export function keyOf(taskId: string, { model, revision, device, dtype }: CheckpointRef): string {
  return [taskId, model, revision, device, dtypeText(dtype)].join(" ");
}

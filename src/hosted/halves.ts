import type { HostedTask } from "../tasks/hosted.ts";

/** What a task is for a model that only writes; most tasks are none that a prompt can do. */
const halves = import.meta.glob<HostedTask>("../tasks/*/hosted.ts", { import: "hosted" });

export function hasHostedHalf(taskId: string): boolean {
  return `../tasks/${taskId}/hosted.ts` in halves;
}

export async function loadHostedHalf(taskId: string): Promise<HostedTask> {
  const load = halves[`../tasks/${taskId}/hosted.ts`];
  if (!load) throw new RangeError(`${taskId} has no hosted half.`);
  return load();
}

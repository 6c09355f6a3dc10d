import type { TaskId } from "../tasks/index.ts";
import type { Visualizer } from "../tasks/visualizer.ts";

const loaded = new Map<TaskId, Visualizer>();

/** Fetched at the task's first run. */
export async function loadVisualizer(taskId: TaskId): Promise<Visualizer> {
  const known = loaded.get(taskId);
  if (known) return known;
  const { visualizers } = await import("./visualizer-files.ts");
  const load = visualizers[`../tasks/${taskId}/visualizer.tsx`];
  if (!load) throw new Error(`There is no visualizer for "${taskId}".`);
  const visualizer = await load();
  loaded.set(taskId, visualizer);
  return visualizer;
}

/** The one that was loaded: a result is on screen only after it. */
export function findVisualizer(taskId: TaskId): Visualizer | undefined {
  return loaded.get(taskId);
}

import type { Visualizer } from "../tasks/visualizer.ts";

/**
 * Each task's picture, by file. The architecture test keeps folders and registry equal. In a file of its own, since the
 * addresses of all of them and of what they share weigh more than the rest of the first look has room for.
 */
export const visualizers = import.meta.glob<Visualizer>("../tasks/*/visualizer.tsx", { import: "visualizer" });

import type { Geometry } from "../../shared/image/prepared.ts";
import type { Json } from "../../shared/json.ts";
import type { Grid } from "./definition.ts";

/** The side of a model's patches in pixels of what it sees, of the part for pictures where there are several parts. */
export function patchSizeOf(config: Json): number | undefined {
  const { vision_config: vision } = config;
  const { patch_size: size }: Json = typeof vision === "object" ? { ...vision } : config;
  return typeof size === "number" && size > 0 ? size : undefined;
}

/** How the last of `tokens` lie over the picture; `null` where they are too few to be its patches. */
export function gridOf(tokens: number, patch: number | undefined, { original, input, place }: Geometry): Grid | null {
  if (patch === undefined) return null;
  const [columns, rows] = [Math.floor(input.width / patch), Math.floor(input.height / patch)];
  const skipped = tokens - columns * rows;
  // Windows that were merged on the way are fewer, and no class has so many tokens beside its patches.
  if (skipped < 0 || skipped > 16 || columns * rows < 2 || original.width < 1) return null;
  const area = {
    left: (0 - place.left) / place.width,
    top: (0 - place.top) / place.height,
    width: (columns * patch) / place.width,
    height: (rows * patch) / place.height,
  };
  return { columns, rows, skipped, area };
}

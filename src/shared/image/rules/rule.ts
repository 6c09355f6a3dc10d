import type { Frame } from "../frame.ts";
import type { PreparedImage } from "../prepared.ts";
import type { Defaults, Settings } from "../settings.ts";

/** How one class of Python's image processors makes a picture ready. */
export interface ImageRule {
  readonly defaults: Defaults;
  /** What the fast class has otherwise. */
  readonly fast?: Partial<Defaults>;
  prepare(frame: Frame, settings: Settings): PreparedImage;
}

/** Means and deviations by the names that Python's `image_utils.py` gives them. */
export const imagenetDefault = { image_mean: [0.485, 0.456, 0.406], image_std: [0.229, 0.224, 0.225] } as const;
export const imagenetStandard = { image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] } as const;
export const openaiClip = {
  image_mean: [0.48145466, 0.4578275, 0.40821073],
  image_std: [0.26862954, 0.26130258, 0.27577711],
} as const;

export function square(edge: number) {
  return { width: edge, height: edge } as const;
}

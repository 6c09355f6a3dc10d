import type { Settings } from "./settings.ts";

/** What each of the 256 values of a channel becomes: three tables. Pixels are few, values fewer. */
export type Levels = readonly Float32Array[];

type Arithmetic = Pick<
  Settings,
  | "library"
  | "do_rescale"
  | "rescale_factor"
  | "rescale_offset"
  | "do_normalize"
  | "image_mean"
  | "image_std"
  | "include_top"
>;

/** Rescaled and normalised in the float32 of NumPy (slow) or PyTorch (fast), rounding for rounding. */
export function levelsOf(settings: Arithmetic): Levels {
  return [0, 1, 2].map((channel) => {
    const mean = settings.image_mean[channel] ?? settings.image_mean[0] ?? 0;
    const std = settings.image_std[channel] ?? settings.image_std[0] ?? 1;
    return Float32Array.from({ length: 256 }, (_, value) => {
      const scaled = levelOf(value, mean, std, settings);
      // EfficientNet with its head divides by the deviation once more.
      return settings.include_top ? scaled / Math.fround(std) : scaled;
    });
  });
}

function levelOf(value: number, mean: number, std: number, settings: Arithmetic): number {
  const { library, do_rescale, rescale_factor, rescale_offset, do_normalize } = settings;
  // Fast processors do both in one step: the mean and the deviation are scaled up instead.
  if (library === "torchvision" && do_rescale && do_normalize && !rescale_offset) {
    const up = Math.fround(1 / rescale_factor);
    return normalised(value, Math.fround(Math.fround(mean) * up), Math.fround(Math.fround(std) * up));
  }
  const factor = library === "torchvision" ? Math.fround(rescale_factor) : rescale_factor;
  const rescaled = do_rescale ? Math.fround(Math.fround(value * factor) - (rescale_offset ? 1 : 0)) : value;
  return do_normalize ? normalised(rescaled, mean, std) : rescaled;
}

export function normalised(value: number, mean: number, std: number): number {
  return Math.fround(Math.fround(value - Math.fround(mean)) / Math.fround(std));
}

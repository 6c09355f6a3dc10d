import { roundHalfEven } from "../../round.ts";
import { padFrame, resizeFrame } from "../frame.ts";
import { toPrepared } from "../prepared.ts";
import type { Settings } from "../settings.ts";
import type { Size } from "../size.ts";
import { exactOf } from "./basic.ts";
import { type ImageRule, imagenetStandard, square } from "./rule.ts";

/** DPT and Depth Anything: scaled as little as the aspect asks, to whole multiples of a patch. */
export function alignedSizeOf(
  picture: Size,
  { size, keep_aspect_ratio, ensure_multiple_of: multiple }: Settings,
): Size {
  const asked = exactOf(size) ?? picture;
  let [across, down] = [asked.width / picture.width, asked.height / picture.height];
  if (keep_aspect_ratio) across = down = Math.abs(1 - across) < Math.abs(1 - down) ? across : down;
  const whole = (side: number) =>
    Math.max(1, Math.trunc(Math.max(multiple, roundHalfEven(side / multiple) * multiple)));
  return { width: whole(across * picture.width), height: whole(down * picture.height) };
}

/** Padding on both sides to a multiple, the smaller half first. */
function paddingOf(side: number, divisor: number) {
  const size = Math.ceil(side / divisor) * divisor;
  return { size, before: Math.floor((size - side) / 2) };
}

export const dpt: ImageRule = {
  defaults: { integerSize: "square", size: square(384), resample: "bicubic", ...imagenetStandard },
  prepare(frame, settings) {
    const resized = resizeFrame(frame, settings.do_resize ? alignedSizeOf(frame, settings) : frame, settings);
    if (!settings.do_pad || settings.size_divisor <= 1) return toPrepared(resized, frame, settings);
    const across = paddingOf(resized.width, settings.size_divisor);
    const down = paddingOf(resized.height, settings.size_divisor);
    const canvas = { width: across.size, height: down.size, left: across.before, top: down.before };
    // The fast class pads with black, the slow one with zeros after normalising.
    return settings.library === "torchvision"
      ? toPrepared(padFrame(resized, { width: canvas.width, height: canvas.height }, canvas), frame, settings)
      : toPrepared(resized, frame, settings, { canvas });
  },
};

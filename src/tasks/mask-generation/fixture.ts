import { createMaskPng } from "../../shared/image/mask-png.ts";
import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition, type Mask } from "./definition.ts";

const width = 96;
const height = 64;

/** A disc in the middle of the sample, so large. */
function discOf(radius: number, score: number): Mask {
  const png = createMaskPng({ width, height });
  const ends: number[] = [];
  let area = 0;
  for (let y = 32 - radius; y < 32 + radius; y++) {
    const reach = Math.round(Math.sqrt(radius ** 2 - (y + 0.5 - 32) ** 2));
    png.add(y, 48 - reach, 48 + reach);
    ends.push(y * width + 48 - reach, y * width + 48 + reach);
    area += 2 * reach;
  }
  const bounds = { left: 48 - radius, top: 32 - radius, right: 48 + radius, bottom: 32 + radius };
  return { score, area, bounds, stretches: Uint32Array.from(ends), mask: png.finish() };
}

const nothing: Mask = {
  score: 0.1234567,
  area: 0,
  bounds: { left: 0, top: 0, right: 0, bottom: 0 },
  stretches: new Uint32Array(0),
  mask: createMaskPng({ width, height }).finish(),
};

export const fixture = defineFixture(definition, {
  input: { image: samplePicture(width, height) },
  options: {
    points: [
      { x: 48, y: 30, label: 1 },
      { x: 8, y: 8, label: 0 },
    ],
    box: { xmin: 24, ymin: 8, xmax: 72, ymax: 56 },
  },
  empty: [],
  partial: [discOf(12, 0.4)],
  final: [discOf(21, 0.97), discOf(10, 0.61), nothing],
});

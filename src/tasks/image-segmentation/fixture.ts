import { createMaskPng } from "../../shared/image/mask-png.ts";
import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const [width, height] = [96, 64];

/** Stripes from the top, each of a segment. */
function striped(labels: readonly (readonly [label: string, score: number | null])[], rows: number) {
  const map = new Uint16Array(width * height);
  const segments = labels.map(([label, score], index) => {
    const [top, bottom] = [index * rows, (index + 1) * rows];
    map.fill(index + 1, top * width, bottom * width);
    const png = createMaskPng({ width, height });
    for (let y = top; y < bottom; y++) png.add(y, 0, width);
    const box = { left: 0, top, right: width, bottom };
    return { label, score, area: width * rows, box, middle: { x: width / 2, y: top + 2 }, mask: png.finish() };
  });
  return { width, height, map, segments };
}

export const fixture = defineFixture(definition, {
  input: { image: samplePicture(width, height) },
  empty: striped([], 0),
  partial: striped([], 0),
  final: striped(
    [
      ["sky", 0.98],
      ["cat", 0.961234],
      ["cat", 0.93],
    ],
    16,
  ),
});

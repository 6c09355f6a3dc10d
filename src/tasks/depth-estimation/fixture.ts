import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import type { DepthMap } from "./definition.ts";
import { definition } from "./definition.ts";
import { levelsOf } from "./levels.ts";

const [width, height] = [96, 64];

/** A slope that a disc stands out of. */
function sample(unit: DepthMap["unit"], disc: number): DepthMap {
  const depths = Float32Array.from({ length: width * height }, (_, place) => {
    const [x, y] = [place % width, Math.floor(place / width)];
    return 1 + y / height + (Math.hypot(x - width / 2, y - height / 2) < height / 3 ? disc : 0);
  });
  return { width, height, depths, levels: levelsOf(depths), unit };
}

export const fixture = defineFixture(definition, {
  input: { image: samplePicture(width, height) },
  empty: { width: 1, height: 1, depths: new Float32Array(1), levels: new Uint8ClampedArray(1), unit: "nearness" },
  partial: sample("metres", 0),
  final: sample("nearness", 2),
});

import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const nothing = { labels: [], classes: new Uint16Array(0), scores: new Float32Array(0), boxes: new Float32Array(0) };

export const fixture = defineFixture(definition, {
  input: { image: samplePicture(96, 64) },
  empty: nothing,
  partial: nothing,
  final: {
    labels: ["cat", "person", "traffic light"],
    classes: Uint16Array.of(0, 2, 0, 1),
    scores: Float32Array.of(0.98, 0.71, 0.62, 0.31),
    boxes: Float32Array.of(20, 10, 76, 54, 2, 1, 30, 22, 40, 20, 60, 40, 0, 0, 96, 64),
  },
});

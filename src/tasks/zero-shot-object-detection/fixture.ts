import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const labels = ["a cat", "a small round thing that lies in front of the others", "狗"];

export const fixture = defineFixture(definition, {
  input: { image: samplePicture(96, 64), candidate_labels: labels },
  empty: { labels: [], classes: new Uint16Array(0), scores: new Float32Array(0), boxes: new Float32Array(0) },
  partial: {
    labels: labels.slice(0, 1),
    classes: Uint16Array.of(0),
    scores: Float32Array.of(0.41),
    boxes: Float32Array.of(20, 10, 76, 54),
  },
  final: {
    labels,
    classes: Uint16Array.of(0, 0, 1, 2),
    scores: Float32Array.of(0.41, 0.02, 0.33, 0.12),
    boxes: Float32Array.of(20, 10, 76, 54, 40, 20, 60, 40, 2, 1, 30, 22, 0, 0, 96, 64),
  },
});

import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

export const fixture = defineFixture(definition, {
  input: {
    image: samplePicture(96, 64),
    candidate_labels: ["a cat", "a label that says at great length what may be seen in the picture", "狗"],
  },
  empty: { labels: [], logits: new Float32Array(0), scoring: "softmax" },
  partial: { labels: ["a cat"], logits: Float32Array.of(24.1), scoring: "softmax" },
  final: {
    labels: ["a cat", "a label that says at great length what may be seen in the picture", "狗"],
    logits: Float32Array.of(24.1, 22.7, 19.2),
    scoring: "softmax",
  },
});

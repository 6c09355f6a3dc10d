import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const nothing = { labels: [], scores: new Float32Array(0) };

export const fixture = defineFixture(definition, {
  input: { image: samplePicture(96, 64) },
  empty: nothing,
  partial: nothing,
  final: {
    labels: [
      "tabby, tabby cat",
      "Egyptian cat",
      "a label that nobody gave a short name, with a great many synonyms, one after the other",
    ],
    scores: Float32Array.of(0.612, 0.297, 0.0004),
  },
});

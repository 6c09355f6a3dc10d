import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

export const fixture = defineFixture(definition, {
  input: { image: samplePicture(96, 64) },
  empty: [],
  partial: [],
  final: [
    { label: "tabby, tabby cat", score: 0.612 },
    { label: "Egyptian cat", score: 0.297 },
    { label: "a label that nobody gave a short name, with a great many synonyms, one after the other", score: 0.0004 },
  ],
});

import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

export const fixture = defineFixture(definition, {
  input: { image: samplePicture(96, 64) },
  empty: { whole: samplePicture(96, 64), scale: 1 },
  partial: { whole: samplePicture(104, 72), scale: 1 },
  final: { whole: samplePicture(208, 144), scale: 2 },
});

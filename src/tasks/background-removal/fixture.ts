import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

export const fixture = defineFixture(definition, {
  input: { image: samplePicture(96, 64) },
  empty: samplePicture(96, 64, 255),
  partial: samplePicture(96, 64, 120),
  final: samplePicture(96, 64, 0),
});

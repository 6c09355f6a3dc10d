import { sampleWriting } from "../common/writing/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

export const fixture = defineFixture(
  definition,
  sampleWriting(
    "The library was opened ninety years ago, next to the old railway station. It holds eleven thousand books.",
    "The library is ninety years old.",
  ),
);

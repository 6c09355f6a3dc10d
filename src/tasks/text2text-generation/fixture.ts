import { sampleWriting } from "../common/writing/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

export const fixture = defineFixture(
  definition,
  sampleWriting("translate English to German: The bakery opens at seven.", "Die Bäckerei öffnet um sieben."),
);

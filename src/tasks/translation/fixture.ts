import { sampleWriting } from "../common/writing/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

export const fixture = defineFixture(
  definition,
  sampleWriting("The bakery opens at seven. The train leaves at noon.", "面包店七点开门。"),
);

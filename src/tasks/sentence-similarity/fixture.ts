import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

export const fixture = defineFixture(definition, {
  input: {
    source_sentence: "How do I bake bread?",
    sentences: ["Mix flour, water, salt and yeast", "面包怎么做？", "The train leaves at noon"],
  },
  empty: [],
  partial: [0.91, null, -0.12],
  final: [0.91, 0.87, -0.12],
});

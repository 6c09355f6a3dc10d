import { sampleSound } from "../common/audio/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

export const fixture = defineFixture(definition, {
  input: { audio: sampleSound(2), candidate_labels: ["a bell", "a dog", "rain"] },
  empty: [],
  partial: [],
  final: [
    { label: "a bell", score: 0.11 },
    { label: "a dog", score: 0.86 },
    { label: "rain", score: 0.03 },
  ],
});

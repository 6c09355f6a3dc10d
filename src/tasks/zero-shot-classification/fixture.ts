import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const sport = { label: "sport", entailment: 2.4, contradiction: -1.5 };

export const fixture = defineFixture(definition, {
  input: { text: "The team won in the last minute.", candidate_labels: ["sport", "money", "food"] },
  empty: [],
  partial: [sport],
  final: [
    sport,
    { label: "money", entailment: -0.3, contradiction: 0.4 },
    { label: "food", entailment: -1, contradiction: 1.8 },
  ],
});

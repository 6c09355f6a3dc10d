import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const sport = { label: "sport", score: 0.91 };

export const fixture = defineFixture(definition, {
  input: { text: "The team won in the last minute.", candidate_labels: ["sport", "money", "food"] },
  empty: [],
  partial: [sport],
  final: [sport, { label: "money", score: 0.06 }, { label: "food", score: 0.03 }],
});

import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const context = "The Rosetta Stone was found in 1799 near Rashid. 罗塞塔石碑于1799年被发现。";

export const fixture = defineFixture(definition, {
  input: { question: "When was the stone found?", context },
  empty: { answers: [], others: [] },
  partial: { answers: [], others: [] },
  final: {
    answers: [{ answer: "1799", score: 0.84, start: 31, end: 35 }],
    others: [{ answer: "in 1799", score: 0.05, start: 28, end: 35 }],
  },
});

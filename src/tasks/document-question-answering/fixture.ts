import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

export const fixture = defineFixture(definition, {
  input: { image: samplePicture(64, 96), question: "What is the total?" },
  empty: { answer: null, score: 0.02, before: [] },
  partial: { answer: "12.", score: 0.9, before: [] },
  final: {
    answer: "12.50 EUR",
    score: 0.87,
    before: [
      { question: "When was it paid?", answer: "1 May 2026", score: 0.97 },
      { question: "收据号码是多少？", answer: "", score: 0.1 },
    ],
  },
});

import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const nothing = { answers: [], scores: new Float32Array(0), before: [] };

export const fixture = defineFixture(definition, {
  input: { image: samplePicture(96, 64), question: "What colour is the disc in the middle of this picture?" },
  empty: nothing,
  partial: { answers: ["blue"], scores: Float32Array.of(0.61), before: [] },
  final: {
    answers: ["blue", "purple", "a colour between those that have names, which takes a good many words to tell"],
    scores: Float32Array.of(0.83, 0.21, 0.0004),
    before: [
      { question: "Is there a disc?", answer: "yes", score: 0.97 },
      { question: "图中有几个圆？", answer: "1", score: 0.9 },
    ],
  },
});

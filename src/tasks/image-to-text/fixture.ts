import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const words = ["a", " cup", " of", " coffee", " 咖啡"] as const;
const tokens = words.map((text, at) => ({
  id: at,
  text,
  probability: [0.97, 0.61, 0.88, 0.2, 0.03][at] ?? 0,
  top: [
    { id: at, text, probability: 0.6 },
    { id: 90 + at, text: " tea", probability: 0.2 },
  ],
}));

const nothing = { prompt: "", text: "", tokens: [], finish: null };

export const fixture = defineFixture(definition, {
  input: { image: samplePicture(96, 64), text: "" },
  empty: { ...nothing, finish: "end" },
  partial: { ...nothing, text: "a cup", tokens: tokens.slice(0, 2) },
  final: { ...nothing, text: words.join(""), tokens, finish: "length" },
});

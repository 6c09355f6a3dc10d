import { samplePicture } from "../common/vision/sample.ts";
import { sampleTokens } from "../common/writing/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const words = ["a", " cup", " of", " coffee", " 咖啡"] as const;
const tokens = sampleTokens(words, " tea");

const nothing = { prompt: "", text: "", tokens: [], finish: null };

export const fixture = defineFixture(definition, {
  input: { image: samplePicture(96, 64), text: "" },
  empty: { ...nothing, finish: "end" },
  partial: { ...nothing, text: "a cup", tokens: tokens.slice(0, 2) },
  final: { ...nothing, text: words.join(""), tokens, finish: "length" },
});

import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const text = "The bakery opens at seven. The train leaves at noon.";
const written = "面包店七点开门。";
const value = {
  text: written,
  tokens: [7, 8, 9],
  sourceTokens: 21,
  partCount: 1,
  parts: [{ source: text, text: written }],
};

export const fixture = defineFixture(definition, {
  input: { text },
  empty: [],
  partial: [{ status: "done", value: { ...value, text: written.slice(0, 6), parts: [] } }],
  final: [{ status: "done", value }],
});

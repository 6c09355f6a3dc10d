import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const text =
  "The library was opened ninety years ago, next to the old railway station. It holds eleven thousand books.";
const written = "The library is ninety years old.";
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

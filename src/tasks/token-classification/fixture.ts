import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const text = "Ada Lovelace met Charles Babbage in London. 她住在伦敦。";
const groups = [
  { entity: "PER", score: 0.99, word: "Ada Lovelace", start: 0, end: 12 },
  { entity: "PER", score: 0.97, word: "Charles Babbage", start: 17, end: 32 },
  { entity: "LOC", score: 0.42, word: "London", start: 36, end: 42 },
];
const tokens = [{ entity: "B-PER", score: 0.99, word: "Ada", start: 0, end: 3, index: 1 }];
const found = { none: tokens, simple: groups, first: groups, average: groups, max: groups, overlapping: false };
const nothing = { none: [], simple: [], first: [], average: [], max: [], overlapping: false };

export const fixture = defineFixture(definition, {
  input: { text },
  empty: [{ status: "done", value: nothing }],
  partial: [{ status: "waiting" }],
  final: [{ status: "done", value: found }],
});

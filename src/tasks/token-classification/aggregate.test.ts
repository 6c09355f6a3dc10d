import { describe, expect, it } from "vitest";
import { aggregate, type ScoredToken } from "./aggregate.ts";

const labels = ["O", "B-PER", "I-PER", "B-LOC"];
const labelOf = (place: number) => labels[place] ?? "";
const naming = { labelOf, join: (words: readonly string[]) => words.join(" ").replaceAll(" ##", "") };

function token(word: string, scores: readonly number[], start: number, isSubword = false): ScoredToken {
  const length = word.replace("##", "").length;
  return { word, scores: Float32Array.from(scores), start, end: start + length, index: start + 1, isSubword };
}

/** "microsoft" as micro|##soft, whose parts disagree, then a person of two tokens. */
const tokens = [
  token("micro", [0.5, 0, 0, 0.5], 0),
  token("##soft", [0.125, 0, 0.75, 0.125], 5, true),
  token("Ann", [0, 0.75, 0.25, 0], 10),
  token("Lee", [0.25, 0, 0.75, 0], 14),
];

const briefly = (strategy: Parameters<typeof aggregate>[1]) =>
  aggregate(tokens, strategy, naming).map(({ entity, word, score, start, end }) => [entity, word, score, start, end]);

describe("tokens become entities", () => {
  it("none: each for itself, with its index", () => {
    expect(aggregate(tokens, "none", naming)[1]).toEqual({
      entity: "I-PER",
      score: 0.75,
      index: 6,
      word: "##soft",
      start: 5,
      end: 9,
    });
  });

  it("simple: neighbours of one tag, and B begins anew", () => {
    expect(briefly("simple")).toEqual([
      ["O", "micro", 0.5, 0, 5],
      ["PER", "##soft", 0.75, 5, 9],
      ["PER", "Ann Lee", 0.75, 10, 17],
    ]);
  });

  it("first: a word is what its first token is", () => {
    expect(briefly("first")[0]).toEqual(["O", "microsoft", 0.5, 0, 9]);
  });

  it("average: the mean over a word's tokens", () => {
    expect(briefly("average")[0]).toEqual(["PER", "microsoft", 0.375, 0, 9]);
  });

  it("max: a word is what its surest token is", () => {
    expect(briefly("max")[0]).toEqual(["PER", "microsoft", 0.75, 0, 9]);
  });

  it("nothing becomes nothing", () => {
    for (const strategy of ["none", "simple", "first", "average", "max"] as const) {
      expect(aggregate([], strategy, naming)).toEqual([]);
    }
  });
});

import { describe, expect, test } from "vitest";
import { inferenceOf } from "./entailment.ts";
import { scoresOf } from "./visualizer.tsx";

describe("where the entailment stands", () => {
  test.each([
    ["last, as BART has it", { contradiction: 0, neutral: 1, entailment: 2 }, { entailment: 2, contradiction: 0 }],
    ["first, as DeBERTa has it", { ENTAILMENT: 0, neutral: 1, contradiction: 2 }, { entailment: 0, contradiction: 2 }],
    ["nowhere: Python takes the last", { LABEL_0: 0, LABEL_1: 1, LABEL_2: 2 }, { entailment: 2, contradiction: 0 }],
  ])("%s", (_, label2id, expected) => {
    expect(inferenceOf({ label2id }, 3)).toEqual(expected);
  });

  test("a config that has only one of the two lists will do", () => {
    expect(inferenceOf({ id2label: { 0: "entailment", 1: "not_entailment" } }, 2)).toEqual({
      entailment: 0,
      contradiction: 1,
    });
    expect(inferenceOf({}, 3)).toEqual({ entailment: 2, contradiction: 0 });
  });
});

describe("scores by hand", () => {
  const judged = [
    { label: "b", entailment: 0, contradiction: 0 },
    { label: "a", entailment: Math.log(3), contradiction: 0 },
  ];

  test("one label of several: the entailments against each other, best first", () => {
    expect(scoresOf(judged, false)).toEqual([
      { label: "a", score: expect.closeTo(0.75, 6) },
      { label: "b", score: expect.closeTo(0.25, 6) },
    ]);
  });

  test("several may be true: each entailment against its contradiction", () => {
    expect(scoresOf(judged, true)).toEqual([
      { label: "a", score: expect.closeTo(0.75, 6) },
      { label: "b", score: 0.5 },
    ]);
  });

  // Python's on an uncased checkpoint, to which both labels are one.
  test("of labels that are alike to the model the last comes first", () => {
    const alike = ["Sports", "sports", "SPORTS"].map((label) => ({ label, entailment: 1, contradiction: 0 }));
    expect(scoresOf(alike, false).map(({ label }) => label)).toEqual(["SPORTS", "sports", "Sports"]);
    expect(scoresOf(alike, true).map(({ label }) => label)).toEqual(["SPORTS", "sports", "Sports"]);
  });

  test("a single label stands by itself in any case", () => {
    expect(scoresOf(judged.slice(1), false)[0]?.score).toBeCloseTo(0.75, 6);
  });
});

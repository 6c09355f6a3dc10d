import { describe, expect, test } from "vitest";
import { inferenceOf, scoresOf } from "./entailment.ts";

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
  const inference = { entailment: 2, contradiction: 0 };
  const logits = [Float32Array.of(0, 9, Math.log(3)), Float32Array.of(0, -9, 0)];

  test("one label of several: the entailments against each other", () => {
    const [first, second] = scoresOf(logits, inference, false);
    expect(first).toBeCloseTo(0.75, 6);
    expect(second).toBeCloseTo(0.25, 6);
  });

  test("several may be true: each entailment against its contradiction, the neutral left out", () => {
    const [first, second] = scoresOf(logits, inference, true);
    expect(first).toBeCloseTo(0.75, 6);
    expect(second).toBe(0.5);
  });

  test("a single label stands by itself in any case", () => {
    expect(scoresOf(logits.slice(0, 1), inference, false)[0]).toBeCloseTo(0.75, 6);
  });
});

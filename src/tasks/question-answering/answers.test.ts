import { describe, expect, it } from "vitest";
import { answersOf } from "./answers.ts";
import type { ScoredWindow } from "./candidates.ts";

const context = [..."Bo lives in Oslo"];

/** [CLS] who [SEP] Bo lives in Os ##lo [SEP]; likelihoods of start and end by logits, all others as good as none. */
function window(starts: Readonly<Record<number, number>>, ends: Readonly<Record<number, number>>): ScoredWindow {
  const row = (set: Readonly<Record<number, number>>) =>
    Float32Array.from({ length: 9 }, (_, at) => Math.log(set[at] ?? 1e-9));
  return {
    encoding: {
      ids: [2, 9, 3, 10, 11, 12, 13, 14, 3],
      typeIds: [0, 0, 0, 1, 1, 1, 1, 1, 1],
      tokens: ["[CLS]", "who", "[SEP]", "Bo", "lives", "in", "Os", "##lo", "[SEP]"],
      offsets: [
        [0, 0],
        [0, 3],
        [0, 0],
        [0, 2],
        [3, 8],
        [9, 11],
        [12, 14],
        [14, 16],
        [0, 0],
      ],
      words: [null, 0, null, 0, 1, 2, 3, 3, null],
      sequences: [null, 0, null, 1, 1, 1, 1, 1, null],
    },
    start: row(starts),
    end: row(ends),
  };
}

const rules = {
  ...{ topK: 3, maxAnswerLength: 15, allowsNothing: false, alignsToWords: true },
  ...({ classId: 2, paddingSide: "right", padId: 0 } as const),
};
const briefly = (...args: Parameters<typeof answersOf>) =>
  answersOf(...args).map(({ answer, score, start, end }) => [answer, Number(score.toFixed(3)), start, end]);

describe("answers", () => {
  it("end with whole words, and equal ones add up", () => {
    const scored = window({ 3: 0.4, 6: 0.6 }, { 6: 0.5, 7: 0.5 });
    // Os and Oslo both become Oslo: 0.6 x 0.5 twice.
    expect(briefly([scored], context, { ...rules, topK: 1 })).toEqual([["Oslo", 0.6, 12, 16]]);
    expect(briefly([scored], context, { ...rules, alignsToWords: false })).toEqual([
      ["Os", 0.3, 12, 14],
      ["Oslo", 0.3, 12, 16],
      ["Bo lives in Os", 0.2, 0, 14],
    ]);
  });

  it("are no longer than asked for, and never run backwards", () => {
    const scored = window({ 3: 0.5, 7: 0.5 }, { 3: 0.5, 6: 0.5 });
    expect(briefly([scored], context, { ...rules, topK: 1, maxAnswerLength: 2 })).toEqual([["Bo", 0.25, 0, 2]]);
  });

  it("do not come from the question", () => {
    const scored = window({ 1: 0.9, 3: 0.1 }, { 1: 0.9, 3: 0.1 });
    // What the question takes does not count: the context's share is all there is.
    expect(briefly([scored], context, { ...rules, topK: 1 })).toEqual([["Bo", 1, 0, 2]]);
  });

  it("may be none, by the least likely none of all windows", () => {
    const sure = window({ 0: 0.9, 3: 0.1 }, { 0: 0.9, 3: 0.1 });
    const unsure = window({ 0: 0.5, 3: 0.5 }, { 0: 0.5, 3: 0.5 });
    const nothing = { ...rules, allowsNothing: true };
    expect(briefly([sure], context, { ...nothing, topK: 1 })).toEqual([["", 0.81, 0, 0]]);
    expect(briefly([sure, unsure], context, { ...nothing, topK: 2 })).toEqual([
      ["Bo", 0.26, 0, 2],
      ["", 0.25, 0, 0],
    ]);
    expect(briefly([sure], context, { ...rules, topK: 1 })).toEqual([["Bo", 0.01, 0, 2]]);
  });

  it("of no window are none", () => {
    expect(answersOf([], context, { ...rules, allowsNothing: true })).toEqual([]);
  });
});

import { describe, expect, it, test } from "vitest";
import { decodeGrey } from "../../../e2e/support/png.ts";
import { fromBase64 } from "../../shared/base64.ts";
import { floatTensor } from "../../shared/tensor.ts";
import golden from "./masks.golden.json" with { type: "json" };
import { masksOf } from "./masks.ts";

function floatsIn(text: string): Float32Array {
  return new Float32Array(fromBase64(text).buffer);
}

/** Values and how often each is repeated, in turn. */
function unrolled(runs: readonly number[]): number[] {
  return runs.flatMap((value, at) => (at % 2 === 0 ? new Array<number>(runs[at + 1] ?? 0).fill(value) : []));
}

function answered(logits: Float32Array, scores: readonly number[], side: number) {
  return {
    iou_scores: floatTensor(Float32Array.from(scores), [1, 1, scores.length]),
    pred_masks: floatTensor(logits, [1, 1, scores.length, side, side]),
  };
}

describe.each(["Sam", "Sam2"] as const)("the masks of %s on the picture", (className) => {
  it.each(golden.cases)("are Python's for $picture", ({ picture, seen, logits, found }) => {
    const [width = 0, height = 0] = picture;
    const [across = 0, down = 0] = className === "Sam" ? seen : [golden.side, golden.side];
    const geometry = {
      original: { width, height },
      input: { width: golden.side, height: golden.side },
      place: { left: 0, top: 0, width: across, height: down },
    };
    const masks = masksOf(answered(floatsIn(logits), [0.9, 0.8, 0.7], golden.mask), className, geometry);
    masks.forEach(({ area, bounds, stretches, mask }, place) => {
      const expected = unrolled(found[className][place] ?? []);
      const pixels = decodeGrey(Buffer.from(mask));
      expect([...pixels.data]).toEqual(expected.map((value) => value * 255));
      expect(area).toBe(expected.reduce((sum, value) => sum + value, 0));
      const drawn = new Array<number>(width * height).fill(0);
      for (let at = 0; at < stretches.length; at += 2) drawn.fill(1, stretches[at], stretches[at + 1]);
      expect(drawn).toEqual(expected);
      const columns = expected.flatMap((value, at) => (value === 1 ? [at % width] : []));
      if (area > 0) expect([bounds.left, bounds.right]).toEqual([Math.min(...columns), Math.max(...columns) + 1]);
    });
  });
});

test("the best mask comes first, and of equals the model's first", () => {
  const logits = Float32Array.of(1, -1, 1, 1, -1, -1);
  const geometry = {
    original: { width: 2, height: 1 },
    input: { width: 2, height: 1 },
    place: { left: 0, top: 0, width: 2, height: 1 },
  };
  const outputs = {
    iou_scores: floatTensor(Float32Array.of(0.25, 0.75, 0.25), [1, 1, 3]),
    pred_masks: floatTensor(logits, [1, 1, 3, 1, 2]),
  };
  expect(masksOf(outputs, "Sam", geometry).map(({ score, area }) => [score, area])).toEqual([
    [0.75, 2],
    [0.25, 1],
    [0.25, 0],
  ]);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../shared/random.ts";
import { fitHead, probabilitiesOf } from "./regression.ts";

const Case = v.object({
  rows: v.number(),
  columns: v.number(),
  labels: v.number(),
  c: v.number(),
  seed: v.number(),
  loss: v.number(),
  objective: v.number(),
  first: v.array(v.number()),
  weights: v.array(v.number()),
});

/** `StandardScaler` and `LogisticRegression` of scikit-learn 1.9.1, by `scripts/golden/logistic.py`. */
const cases = v.parse(
  v.array(Case),
  JSON.parse(readFileSync(join(import.meta.dirname, "regression.golden.json"), "utf8")),
);

function dataOf({ rows, columns, labels, seed }: v.InferOutput<typeof Case>) {
  const chance = createRandom(seed);
  const drawn = Array.from({ length: rows * columns }, () => chance() - 0.5);
  const data = Float32Array.from(drawn, (value, place) => {
    const [row, column] = [Math.floor(place / columns), place % columns];
    const size = column === 1 ? 0 : 10 ** ((column % 4) - 2);
    return (value + (row % labels === column % labels ? 0.3 : 0)) * size + 0.25;
  });
  return { vectors: { data, rows, columns }, targets: Array.from({ length: rows }, (_, row) => row % labels) };
}

describe("a head of logistic regression", () => {
  it.each(cases)("comes to scikit-learn's loss with $labels labels, $columns columns and C = $c", async (one) => {
    const { labels, c } = one;
    const { vectors, targets } = dataOf(one);
    const { head, objective } = await fitHead({ vectors, targets, labels, c });
    const rows = targets.map((_, row) =>
      probabilitiesOf(head, vectors.data.subarray(row * one.columns, (row + 1) * one.columns)),
    );
    const loss = targets.reduce((sum, target, row) => sum - Math.log(rows[row]?.[target] ?? 0), 0) / one.rows;
    // The issue asks for 1e-3.
    expect(loss).toBeCloseTo(one.loss, 5);
    expect(objective).toBeCloseTo(one.objective, 6);
    for (const [label, probability] of one.first.entries()) expect(rows[0]?.[label]).toBeCloseTo(probability, 4);
    for (const [column, weight] of one.weights.entries()) {
      const ours = head.weights[column * labels + labels - 1] ?? Number.NaN;
      expect(Math.abs(ours - weight)).toBeLessThan(1e-3 * Math.max(1, Math.abs(weight)));
    }
  });

  it("can be stopped between two steps", async () => {
    const { vectors, targets } = dataOf(v.parse(Case, cases[0]));
    const onStep = async (step: number) => {
      if (step === 2) throw new Error("stopped");
    };
    await expect(fitHead({ vectors, targets, labels: 3, c: 1, onStep })).rejects.toThrow("stopped");
  });
});

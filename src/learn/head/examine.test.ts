import { describe, expect, it } from "vitest";
import { compared, signTest, wilson } from "./examine.ts";

const missed = (...rows: number[]) => ({ mistakes: rows.map((row) => ({ row, guess: 0, probability: 1 })) });

/** `scipy.stats.binomtest` of SciPy 1.17.1: `proportion_ci(method="wilson")` and `pvalue`. */
describe("how much held-out examples say", () => {
  it.each([
    [32, 60, 0.4089342702715789, 0.6537209395856151],
    [115, 150, 0.6928421847843322, 0.8271736848860272],
    [0, 9, 0, 0.29914504841954404],
    [9, 9, 0.7008549515804559, 1],
  ])("is SciPy's interval of %i right of %i", (right, count, low, high) => {
    const [least, most] = wilson(right, count);
    expect(least).toBeCloseTo(low, 12);
    expect(most).toBeCloseTo(high, 12);
  });

  it.each([
    [8, 22, 0.016124801710247997],
    [5, 1, 0.21875],
    [0, 6, 0.03125],
    [12, 4, 0.076812744140625],
    [3, 13, 0.021270751953125],
    [4, 4, 1],
    [0, 0, 1],
  ])("is SciPy's chance of %i to %i", (wins, losses, chance) => {
    expect(signTest(wins, losses)).toBeCloseTo(chance, 12);
  });

  it("calls a head ahead or behind by what one gets right and the other wrong alone", () => {
    // Both miss the rows from 20 on, which tells nothing.
    expect(compared(missed(20, 21), missed(0, 1, 2, 3, 4, 5, 20, 21))).toBe("ahead");
    expect(compared(missed(0, 1, 2, 3, 4, 5, 20), missed(20))).toBe("behind");
    expect(compared(missed(0, 1, 2, 3, 4), missed(20, 21, 22))).toBe("level");
    expect(compared(missed(), missed())).toBe("level");
  });
});

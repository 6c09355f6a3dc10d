import type { HeadOutcome } from "./verbs.ts";

interface Setting {
  readonly targets: readonly number[];
  /** The first rows have taught. */
  readonly trainRows: number;
  readonly labels: number;
}

type Examination = Pick<
  HeadOutcome,
  "loss" | "validationLoss" | "accuracy" | "accuracyRange" | "confusion" | "mistakes"
>;

/** @param scores of each row, one a label */
export function examined(scores: readonly (readonly number[])[], { targets, trainRows, labels }: Setting): Examination {
  const rows = scores.map((given, row) => {
    const target = targets[row] ?? 0;
    const guess = given.indexOf(Math.max(...given));
    return {
      row,
      target,
      guess,
      probability: given[guess] ?? 0,
      loss: -Math.log(Math.max(given[target] ?? 0, 1e-300)),
    };
  });
  const [taught, heldOut] = [rows.slice(0, trainRows), rows.slice(trainRows)];
  const wrong = heldOut.filter(({ target, guess }) => target !== guess);
  const mean = (some: typeof rows) => some.reduce((sum, { loss }) => sum + loss, 0) / Math.max(1, some.length);
  const counted = (right: number, said: number) =>
    heldOut.filter(({ target, guess }) => target === right && guess === said).length;
  return {
    loss: mean(taught),
    validationLoss: mean(heldOut),
    accuracy: 1 - wrong.length / Math.max(1, heldOut.length),
    accuracyRange: wilson(heldOut.length - wrong.length, heldOut.length),
    confusion: Array.from({ length: labels }, (_, right) =>
      Array.from({ length: labels }, (__, said) => counted(right, said)),
    ),
    mistakes: wrong
      .map(({ row, guess, probability }) => ({ row, guess, probability }))
      .sort((a, b) => b.probability - a.probability),
  };
}

/** Standard deviations to either side within which 95% of a normal distribution lie. */
const deviations = 1.959963984540054;

/** Where a share lies with 95% confidence when `right` of `count` were seen: Wilson's score interval. */
export function wilson(right: number, count: number): [number, number] {
  if (count === 0) return [0, 1];
  const [share, square] = [right / count, deviations ** 2];
  const middle = (share + square / (2 * count)) / (1 + square / count);
  const half =
    (deviations / (1 + square / count)) * Math.sqrt((share * (1 - share)) / count + square / (4 * count ** 2));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** What counts as more than chance. */
const significance = 0.05;

/**
 * Two heads examined by the same rows: only rows that one gets right and the other wrong tell them apart (McNemar's exact
 * test, which is a sign test over those).
 */
export function compared(
  one: Pick<HeadOutcome, "mistakes">,
  other: Pick<HeadOutcome, "mistakes">,
): HeadOutcome["againstRandom"] {
  const rowsOf = ({ mistakes }: typeof one) => new Set(mistakes.map(({ row }) => row));
  const [wrong, othersWrong] = [rowsOf(one), rowsOf(other)];
  const wins = [...othersWrong].filter((row) => !wrong.has(row)).length;
  const losses = [...wrong].filter((row) => !othersWrong.has(row)).length;
  if (signTest(wins, losses) > significance) return "level";
  return wins > losses ? "ahead" : "behind";
}

/** How often chance alone comes to so unequal a count, or a more unequal one. */
export function signTest(wins: number, losses: number): number {
  const count = wins + losses;
  let [chance, tail] = [0.5 ** count, 0];
  for (let hits = 0; hits <= Math.min(wins, losses); hits += 1) {
    tail += chance;
    chance *= (count - hits) / (hits + 1);
  }
  return Math.min(1, 2 * tail);
}

import type { HeadOutcome } from "./verbs.ts";

interface Setting {
  readonly targets: readonly number[];
  /** The first rows have taught. */
  readonly trainRows: number;
  readonly labels: number;
}

type Examination = Pick<HeadOutcome, "loss" | "validationLoss" | "accuracy" | "confusion" | "mistakes">;

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
    confusion: Array.from({ length: labels }, (_, right) =>
      Array.from({ length: labels }, (__, said) => counted(right, said)),
    ),
    mistakes: wrong
      .map(({ row, guess, probability }) => ({ row, guess, probability }))
      .sort((a, b) => b.probability - a.probability),
  };
}

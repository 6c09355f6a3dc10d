import { expect, test } from "vitest";
import { createTeller } from "./growing.ts";

test("a result that grows is told twice a second at most, less often where telling takes long", () => {
  let nowMs = 0;
  const toldAt: number[] = [];
  const teller = createTeller(
    () => {
      toldAt.push(nowMs);
      if (toldAt.length === 2) nowMs += 100;
    },
    () => nowMs,
  );
  for (let step = 0; step < 50; step++) {
    nowMs += 100;
    teller.grown();
  }
  expect(toldAt).toEqual([500, 1000, 3100, 3600, 4100, 4600, 5100]);
});

import { expect, test } from "vitest";
import { createPace } from "./pass-size.ts";

test("passes grow to what a tenth of a second holds, at most twofold at a time", () => {
  const pace = createPace();
  const first = pace.tokens;
  pace.took(first, 1);
  expect(pace.tokens).toBe(first * 2);
  for (let pass = 0; pass < 10; pass++) pace.took(pace.tokens, pace.tokens / 10);
  expect(pace.tokens).toBe(1000);
});

test("a slow machine gets small passes, and no machine more than memory bears", () => {
  const pace = createPace();
  pace.took(100, 60_000);
  expect(pace.tokens).toBe(64);
  for (let pass = 0; pass < 20; pass++) pace.took(pace.tokens, 0);
  expect(pace.tokens).toBe(4096);
});

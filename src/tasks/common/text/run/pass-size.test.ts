import { expect, test } from "vitest";
import { createPassSize } from "./pass-size.ts";

test("passes grow to what a tenth of a second holds, at most twofold at a time", () => {
  const passSize = createPassSize();
  const first = passSize.tokens;
  passSize.took(first, 1);
  expect(passSize.tokens).toBe(first * 2);
  for (let pass = 0; pass < 10; pass++) passSize.took(passSize.tokens, passSize.tokens / 10);
  expect(passSize.tokens).toBe(1000);
});

test("a slow machine gets small passes, and no machine more than memory bears", () => {
  const passSize = createPassSize();
  passSize.took(100, 60_000);
  expect(passSize.tokens).toBe(64);
  for (let pass = 0; pass < 20; pass++) passSize.took(passSize.tokens, 0);
  expect(passSize.tokens).toBe(4096);
});

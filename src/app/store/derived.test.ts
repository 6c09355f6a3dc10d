import { expect, it } from "vitest";
import { derived } from "./derived.ts";

it("works a value out once for the same parts, and anew when one of them has changed", () => {
  let made = 0;
  const sumOf = derived(
    ({ a, b }: { readonly a: number; readonly b: number; readonly other: string }) => ({ a, b }),
    ({ a, b }) => {
      made += 1;
      return { sum: a + b };
    },
  );
  const first = sumOf({ a: 1, b: 2, other: "x" });
  expect(sumOf({ a: 1, b: 2, other: "y" })).toBe(first);
  expect(made).toBe(1);
  expect(sumOf({ a: 1, b: 3, other: "y" })).toEqual({ sum: 4 });
  expect(made).toBe(2);
});

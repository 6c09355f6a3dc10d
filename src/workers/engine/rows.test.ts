import { describe, expect, it } from "vitest";
import { gatherRows, isUnchanged } from "./rows.ts";

describe("the rows of a cache", () => {
  it("follow their parents, repeated, dropped or in another order", () => {
    const source = Uint8Array.of(1, 2, 3, 4, 5, 6);
    expect([...gatherRows(source, 2, [2, 0, 2])]).toEqual([5, 6, 1, 2, 5, 6]);
    expect([...gatherRows(source.subarray(2), 2, [1])]).toEqual([5, 6]);
  });

  it("need no copy only where every sequence goes on from itself", () => {
    expect(isUnchanged([0, 1, 2], 3)).toBe(true);
    expect(isUnchanged([0, 1], 3)).toBe(false);
    expect(isUnchanged([0, 0], 2)).toBe(false);
    expect(isUnchanged([0, 1, 2], 2)).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { windowsOf } from "./windows.ts";

describe("windows", () => {
  it("are one where the text fits", () => {
    expect(windowsOf(0, 4, 0)).toEqual([[0, 0]]);
    expect(windowsOf(4, 4, 3)).toEqual([[0, 4]]);
  });

  it("overlap by so many tokens, and the last ends with the text", () => {
    expect(windowsOf(10, 4, 1)).toEqual([
      [0, 4],
      [3, 7],
      [6, 10],
    ]);
    expect(windowsOf(9, 4, 0)).toEqual([
      [0, 4],
      [4, 8],
      [8, 9],
    ]);
  });

  it("cannot overlap by their whole length, which would never end", () => {
    expect(() => windowsOf(9, 4, 4)).toThrow(RangeError);
  });
});

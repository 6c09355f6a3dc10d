import { describe, expect, it } from "vitest";
import { rangeOf } from "./range.mjs";

describe("rangeOf", () => {
  it.each([
    ["bytes=0-0", { start: 0, end: 0 }],
    ["bytes=0-3", { start: 0, end: 3 }],
    ["bytes=4-", { start: 4, end: 9 }],
    ["bytes=-3", { start: 7, end: 9 }],
    ["bytes=-30", { start: 0, end: 9 }],
    ["bytes=8-30", { start: 8, end: 9 }],
  ])("reads %s of ten bytes", (header, part) => {
    expect(rangeOf(header, 10)).toEqual(part);
  });

  it.each(["bytes=10-", "bytes=10-12", "bytes=-0"])("cannot satisfy %s of ten bytes", (header) => {
    expect(rangeOf(header, 10)).toBe("unsatisfiable");
  });

  it.each([undefined, "", "bytes=-", "bytes=a-b", "bytes=0-1,4-5", "bytes=5-2", "lines=1-2"])(
    "sends the whole file for %s",
    (header) => {
      expect(rangeOf(header, 10)).toBeUndefined();
    },
  );
});

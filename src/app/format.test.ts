import { describe, expect, it } from "vitest";
import { bytesText, durationText } from "./format.ts";

describe("sizes and times", () => {
  it.each([
    [430_000, "430 kB"],
    [9_400_000, "9.4 MB"],
    [26_000_000, "26 MB"],
    [999_600_000, "1 GB"],
    [1_240_000_000, "1.2 GB"],
  ])("%d bytes are %s", (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });

  it.each([
    [0.4, "0.4 ms"],
    [41.3, "41 ms"],
    [1_240, "1.2 s"],
    [75_300, "75 s"],
  ])("%d ms are %s", (ms, text) => {
    expect(durationText(ms, "en")).toBe(text);
  });
});

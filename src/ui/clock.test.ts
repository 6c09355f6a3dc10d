import { expect, test } from "vitest";
import { clockText, cueTime } from "./clock.ts";

test("a time is read in minutes and tenths, with hours only where there are some", () => {
  expect([0, 5.26, 65.2, 3723].map(clockText)).toEqual(["0:00.0", "0:05.2", "1:05.2", "1:02:03.0"]);
});

test("a cue's time carries instead of writing sixty seconds", () => {
  expect(cueTime(59.9996, ",")).toBe("00:01:00,000");
  expect(cueTime(3661.005, ".")).toBe("01:01:01.005");
  expect(cueTime(-0.1, ".")).toBe("00:00:00.000");
});

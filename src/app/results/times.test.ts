import { describe, expect, it } from "vitest";
import { timesOf } from "./times.ts";

describe("the times of a run that goes on", () => {
  it("are from mark to mark, the last one up to now", () => {
    const marks = [
      { stage: "download", atMs: 100 },
      { stage: "compile", atMs: 350 },
      { stage: "run", atMs: 400 },
    ] as const;
    expect(timesOf(marks, 1_000)).toEqual({ download: 250, compile: 50, run: 600 });
    expect(timesOf([], 1_000)).toEqual({});
  });
});

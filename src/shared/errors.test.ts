import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { errorCodes, Failure, Stopped, TaskError, toFailure } from "./errors.ts";

describe("toFailure", () => {
  it("keeps code, message and detail of our own errors", () => {
    const failure = toFailure(new TaskError("file-corrupt", "cut short", "12 of 40 bytes"), "run-failed");
    expect(failure).toEqual({ code: "file-corrupt", message: "cut short", detail: "12 of 40 bytes" });
  });

  it("has no detail where there is none, not an undefined one", () => {
    expect(Object.keys(toFailure(new TaskError("hub-busy", "try later"), "run-failed"))).toEqual(["code", "message"]);
  });

  it("keeps what narrows a code down, and what its sentence says", () => {
    const narrow = { reason: "file-pointer", values: { file: "config.json" } } as const;
    expect(toFailure(new TaskError("file-corrupt", "a pointer", undefined, narrow), "run-failed")).toEqual({
      code: "file-corrupt",
      message: "a pointer",
      ...narrow,
    });
  });

  it("gives other errors the fallback's code and their stack", () => {
    const reason = new RangeError("out of bounds");
    expect(toFailure(reason, "out-of-memory")).toEqual({
      code: "out-of-memory",
      message: "out of bounds",
      detail: reason.stack,
    });
  });

  it("does without a stack", () => {
    const reason = new Error("no stack");
    delete reason.stack;
    expect(toFailure(reason, "run-failed").detail).toBe("no stack");
  });

  it.each([
    ["a text", "a text"],
    [3, "3"],
    [undefined, "undefined"],
    [null, "null"],
  ])("makes a text of what is no error: %j", (reason, message) => {
    expect(toFailure(reason, "run-failed")).toEqual({ code: "run-failed", message });
  });

  it("survives the way between realms", () => {
    for (const code of errorCodes) {
      const failure = toFailure(new TaskError(code, "a message", "a detail"), "run-failed");
      expect(v.parse(Failure, structuredClone(failure))).toEqual(failure);
    }
  });
});

describe("errors", () => {
  it("are named and can be told apart", () => {
    const task = new TaskError("run-failed", "a message");
    const stopped = new Stopped();
    expect([task.name, stopped.name]).toEqual(["TaskError", "Stopped"]);
    expect([task instanceof Error, stopped instanceof Error, stopped instanceof TaskError]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

import * as v from "valibot";
import { describe, expect, test, vi } from "vitest";
import { Stopped, TaskError } from "../../../../shared/errors.ts";
import { type LineItem, lineItem, linesOf, toLinesJson } from "../lines.ts";
import { prepareLines, runLines } from "./lines.ts";

const done = <T>(value: T): LineItem<T> => ({ status: "done", value });
const waiting: LineItem<never> = { status: "waiting" };

/** Records what a run tells. */
function setUp() {
  const abort = new AbortController();
  const emitted: LineItem<string>[][] = [];
  const progress: (readonly [number, number])[] = [];
  const context = {
    signal: abort.signal,
    emit: (items: LineItem<string>[]) => emitted.push(items),
    progress: (ended: number, total: number) => progress.push([ended, total]),
  };
  return { abort, emitted, progress, context };
}

test("lines that hold something are inputs of their own, whatever ends them", () => {
  expect(linesOf("one\r\ntwo \n\n \rthree", true)).toEqual(["one", "two ", "three"]);
  expect(linesOf("one\ntwo", false)).toEqual(["one\ntwo"]);
  expect(linesOf(" \n", true)).toEqual([]);
});

describe("prepareLines", () => {
  const prepare = (line: string) => {
    if (line === "bad") throw new TaskError("input-invalid", "There is no mask.");
    if (line === "broken") throw new TaskError("model-unsupported", "No vocabulary.");
    return line.length;
  };

  const { signal } = new AbortController();

  test("a line that the task cannot take fails alone", async () => {
    expect(await prepareLines(["a", "bad", "abc"], true, prepare, { signal })).toEqual([
      done(1),
      { status: "failed", error: { code: "input-invalid", message: "There is no mask." } },
      done(3),
    ]);
  });

  test("the only input fails the run, and so does what is no fault of a line", async () => {
    await expect(prepareLines(["bad"], false, prepare, { signal })).rejects.toThrow("There is no mask.");
    await expect(prepareLines(["broken"], true, prepare, { signal })).rejects.toThrow("No vocabulary.");
  });
});

describe("runLines", () => {
  const passes = (seen: string[][]) => ({
    lengthOf: (line: string) => line.length,
    run: async (batch: readonly string[]) => {
      seen.push([...batch]);
      return batch.map((line) => line.toUpperCase());
    },
  });

  test("answers in the order of the lines, however they were put together", async () => {
    const { context, emitted, progress } = setUp();
    const seen: string[][] = [];
    const failed: LineItem<string> = { status: "failed", error: { code: "input-invalid", message: "no" } };
    const items = await runLines(
      [done("four"), done("a"), failed, done("b")],
      { ...passes(seen), tokensPerPass: 4 },
      context,
    );
    expect(seen).toEqual([["a", "b"], ["four"]]);
    expect(items).toEqual([done("FOUR"), done("A"), failed, done("B")]);
    expect(emitted).toEqual([[waiting, done("A"), failed, done("B")], items]);
    expect(progress).toEqual([
      [3, 4],
      [4, 4],
    ]);
  });

  test("without a bound each line has a pass of its own and may show what it has so far", async () => {
    const { context, emitted } = setUp();
    await runLines(
      [done("ab"), done("c")],
      {
        lengthOf: (line) => line.length,
        run: async (batch, show) => {
          show(batch.map((line) => `${line.slice(0, 1)}...`));
          return batch;
        },
      },
      context,
    );
    expect(emitted).toEqual([
      [waiting, done("c...")],
      [waiting, done("c")],
      [done("a..."), done("c")],
      [done("ab"), done("c")],
    ]);
  });

  test("a slow model gets shorter passes, so that a stop need not wait", async () => {
    let nowMs = 0;
    vi.spyOn(performance, "now").mockImplementation(() => nowMs);
    const sizes: number[] = [];
    const lines = Array.from({ length: 300 }, () => done("a"));
    const run = async (batch: readonly string[]) => {
      nowMs += 1000;
      sizes.push(batch.length);
      return batch;
    };
    await runLines(lines, { lengthOf: () => 1, tokensPerPass: 4096, run }, setUp().context);
    expect(sizes).toEqual([128, 64, 64, 44]);
    vi.restoreAllMocks();
  });

  test("a stop ends it between two passes, with what was done by then told", async () => {
    const { abort, context, emitted } = setUp();
    const run = async (batch: readonly string[]) => {
      abort.abort();
      return batch;
    };
    const stopped = runLines([done("a"), done("b")], { lengthOf: () => 1, run }, context);
    await expect(stopped).rejects.toThrow(Stopped);
    expect(emitted).toEqual([[done("a"), waiting]]);
  });
});

test("one input gives its value, lines give an array with null for those that wait", () => {
  const items: LineItem<number>[] = [
    done(1),
    waiting,
    { status: "failed", error: { code: "input-invalid", message: "no" } },
  ];
  expect(toLinesJson(items, true, (value, place) => [value, place])).toEqual([
    [1, 0],
    null,
    { error: { code: "input-invalid", message: "no" } },
  ]);
  expect(toLinesJson([done(1)], false, (value) => value)).toBe(1);
  expect(toLinesJson([], false, (value) => value)).toBeNull();
});

test("the schema takes each state and nothing else", () => {
  const Item = lineItem(v.string());
  expect(v.is(Item, done("a"))).toBe(true);
  expect(v.is(Item, waiting)).toBe(true);
  expect(v.is(Item, done(1))).toBe(false);
});

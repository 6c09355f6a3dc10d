import { expect, it } from "vitest";
import { createTestApp } from "../testing/app.ts";
import { doneWith } from "../testing/client.ts";
import { bytesOf, remembered } from "./history.ts";
import type { KeptRun } from "./run.ts";

const kept = (number: number, output: unknown = [], first?: number): KeptRun => {
  const checkpoint = { model: "a/b", revision: "main", device: "wasm", dtype: "q8" } as const;
  const taskId = "feature-extraction" as const;
  const order = {
    ...{ number, taskId, asked: checkpoint, actual: checkpoint, fallback: undefined, input: {}, options: {} },
    ...(first !== undefined && { replaces: { first, result: undefined, json: undefined } }),
  };
  const ms = { download: 0, load: 0, compile: 0, preprocess: 0, run: 1, postprocess: 0 };
  const report = {
    ...{ ...checkpoint, task: order.taskId, options: {}, versions: {}, adapter: null, isolated: true, threads: 1 },
    ...{ build: "jspi", ms, bytes: 0, networkBytes: 0 },
  };
  const result = { output, render: () => null, toJson: async () => output };
  return { order, result, report };
};

const numbersOf = (runs: readonly KeptRun[]) => runs.map(({ order }) => order.number);

it("keeps the newest first, and no more than it may", () => {
  const limits = { maxRuns: 3, maxBytes: 1_000_000 };
  const runs = [1, 2, 3, 4].reduce<readonly KeptRun[]>((all, number) => remembered(all, kept(number), limits), []);
  expect(numbersOf(runs)).toEqual([4, 3, 2]);
});

it("lets the oldest go where inputs and outputs weigh too much, never the new one", () => {
  const limits = { maxRuns: 10, maxBytes: 1_000 };
  const heavy = (number: number) => kept(number, new Uint8Array(600));
  expect(numbersOf(remembered([heavy(1)], heavy(2), limits))).toEqual([2]);
  expect(numbersOf(remembered([kept(1)], heavy(2), limits))).toEqual([2, 1]);
});

it("keeps one of the runs that took each other's place", () => {
  expect(numbersOf(remembered([kept(3), kept(2)], kept(4, [], 3)))).toEqual([4, 2]);
});

it("weighs typed arrays and texts, however deep", () => {
  expect(bytesOf({ a: [{ data: new Float32Array(10) }], text: "ab" })).toBe(44);
});

it("a new run and another task lead back to the latest result", async () => {
  const { state, workers } = await createTestApp();
  state().setDraft("texts", { kind: "list", value: "one" });
  for (let run = 0; run < 2; run++) {
    const running = state().start();
    await workers.last.end(doneWith([run]));
    await running;
  }
  expect(numbersOf(state().history)).toEqual([2, 1]);
  state().show(state().history[1]);
  state().pin(state().history[0]);
  expect(state()).toMatchObject({ shown: 1, pinned: 2 });
  void state().start();
  expect(state()).toMatchObject({ shown: undefined, pinned: 2 });
  await state().setTask("sentence-similarity");
  expect(state().pinned).toBeUndefined();
});

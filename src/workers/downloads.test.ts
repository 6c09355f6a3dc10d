import { expect, test } from "vitest";
import type { CheckpointRef } from "../hub/checkpoint.ts";
import { createFakeClock } from "../shared/testing/clock.ts";
import { type Answer, createFakeWorker } from "../shared/testing/worker.ts";
import { createDownloads, keyOfDownload } from "./downloads.ts";

const checkpoint: CheckpointRef = { model: "org/name", revision: "main", device: "wasm", dtype: "q4" };
const sources = {
  endpoints: [],
  timeoutMs: { firstByte: 1, stall: 1 },
  embeddedBase: "",
  runtime: {},
  mostFloatBytes: 0,
};
const progress = { loadedBytes: 1, networkBytes: 1, totalBytes: 2, files: [{ file: "a", loaded: 1, total: 2 }] };

function bench(answer: Answer) {
  const clock = createFakeClock();
  const workers: ReturnType<typeof createFakeWorker>[] = [];
  const downloads = createDownloads({
    openWorker() {
      const worker = createFakeWorker(clock, answer);
      workers.push(worker);
      return worker;
    },
    clock,
    silenceMs: 1_000,
  });
  const states = () => Object.entries(downloads.state.getState()).map(([key, { status }]) => [key, status]);
  return { clock, workers, downloads, states };
}

const key = keyOfDownload(checkpoint);

test("a download tells how far it is, and that it was checked", async () => {
  const { clock, downloads, states } = bench(({ id }, worker) => {
    worker.tell(id, progress, 10);
    worker.say({ type: "answer", id, answer: { bytes: 2, verified: true } }, 20);
  });
  void downloads.start(checkpoint, sources);
  await clock.advance(15);
  expect(states()).toEqual([[key, "loading"]]);
  expect(downloads.state.getState()[key]?.progress).toEqual(progress);
  await clock.drain();
  expect(downloads.state.getState()[key]).toMatchObject({ status: "done", answer: { verified: true } });
});

test("a pause is over at once, shows how far it came, and is gone on from by the same worker", async () => {
  const { clock, downloads, states, workers } = bench(({ id, type }, worker) => {
    if (type === "ask") worker.tell(id, progress, 10);
  });
  void downloads.start(checkpoint, sources);
  await clock.advance(15);
  downloads.pause(checkpoint);
  await clock.advance(0);
  expect(states()).toEqual([[key, "paused"]]);
  expect(downloads.state.getState()[key]?.progress).toEqual(progress);
  void downloads.start(checkpoint, sources);
  expect(states()).toEqual([[key, "loading"]]);
  await clock.advance(15);
  expect(workers.map(({ heard }) => heard)).toEqual([["download", "stop", "download"]]);
});

test("a press too many does not download twice", async () => {
  const { clock, downloads, workers } = bench(() => {});
  void downloads.start(checkpoint, sources);
  void downloads.start(checkpoint, sources);
  await clock.advance(0);
  expect(workers[0]?.heard).toEqual(["download"]);
});

test("a worker that dies is told of, and the next press opens another", async () => {
  const { clock, downloads, states, workers } = bench((_, worker) => {
    if (workers.length === 1) worker.crash("gone", 5);
  });
  void downloads.start(checkpoint, sources);
  await clock.advance(10);
  expect(states()).toEqual([[key, "failed"]]);
  void downloads.start(checkpoint, sources);
  await clock.advance(10);
  expect([states(), workers.length]).toEqual([[[key, "loading"]], 2]);
});

test("of a model that was deleted nothing is done any more, in whichever dtype; what goes on is left alone", async () => {
  const { clock, downloads, states } = bench(({ id }, worker) => {
    if (states().length === 1) worker.say({ type: "answer", id, answer: { bytes: 2, verified: true } }, 5);
  });
  void downloads.start(checkpoint, sources);
  await clock.advance(10);
  void downloads.start({ ...checkpoint, dtype: "fp32" }, sources);
  await clock.advance(10);
  downloads.forget({ model: "org/other", revision: "main" });
  expect(states().map(([, status]) => status)).toEqual(["done", "loading"]);
  downloads.forget(checkpoint);
  expect(states().map(([, status]) => status)).toEqual(["loading"]);
});

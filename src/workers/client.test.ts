import { describe, expect, it } from "vitest";
import { createFakeClock } from "../shared/testing/clock.ts";
import type { Answer } from "../shared/testing/worker.ts";
import { createClient } from "./client.ts";
import { keyOf } from "./key.ts";
import { completes, crashes, fails, loads, postsRubbish, ranWith, reportOf, staysSilent } from "./testing/answers.ts";
import { checkpointOf, createBench, requestOf, roomy, times } from "./testing/client.ts";

describe("a run", () => {
  it("loads the model, tells of it, runs it and gives its output", async () => {
    const { manners, workers, finish } = createBench();
    manners.load = (message, worker) => {
      worker.say({ type: "ready" });
      worker.tell(message.id, { type: "loading", phase: "download", loadedBytes: 1, totalBytes: null }, 10);
      loads(120)(message, worker);
    };
    manners.run = (message, worker) => {
      worker.tell(message.id, { type: "partial", output: "an" }, 10);
      completes("an output")(message, worker);
    };
    const run = await finish(requestOf("a"));
    expect(run.events.map((event) => event.type)).toEqual(["loading", "running", "partial"]);
    expect(run.events[1]).toEqual({ type: "running", report: reportOf(120), loadedNow: true });
    expect(run.outcomes).toEqual([{ type: "done", answer: ranWith("an output"), report: reportOf(120) }]);
    expect(workers.last.received).toMatchObject([
      { verb: "load", request: { taskId: "some-task", checkpoint: checkpointOf("a") } },
      { verb: "run", request: { input: { text: "a text" }, options: {} } },
    ]);
  });

  it("uses a model again that is resident", async () => {
    const { client, workers, finish } = createBench();
    await finish(requestOf("a"));
    expect(client.isResident("some-task", checkpointOf("a"))).toBe(true);
    const again = await finish(requestOf("a"));
    expect(again.events).toEqual([{ type: "running", report: reportOf(100), loadedNow: false }]);
    expect(again.ending).toBe("done");
    expect(workers.last.heard).toEqual(["load", "run", "run"]);
  });

  it("gives the worker of a disposed model to the next one", async () => {
    const { client, workers, finish } = createBench({ ...roomy, maxResident: 1 });
    await finish(requestOf("a"));
    const next = await finish(requestOf("b"));
    expect(next.ending).toBe("done");
    expect(workers.all).toHaveLength(1);
    expect(workers.last.heard).toEqual(["load", "run", "dispose", "load", "run"]);
    expect(client.isResident("some-task", checkpointOf("a"))).toBe(false);
  });

  it("takes the learned size into account for the next model", async () => {
    const { manners, workers, finish } = createBench({ maxResident: 3, maxBytes: 1_000, workerBytes: 10 });
    manners.load = loads(700);
    await finish(requestOf("a", { expectedBytes: 0 }));
    await finish(requestOf("b", { expectedBytes: 0 }));
    expect(workers.all.map((worker) => worker.isTerminated)).toEqual([true, false]);
  });
});

describe("keys", () => {
  it("tell task, checkpoint, revision, device and dtype apart", () => {
    const checkpoint = checkpointOf("a");
    const others = [
      checkpointOf("b"),
      checkpointOf("a", "webgpu"),
      { ...checkpoint, revision: "v2" },
      { ...checkpoint, dtype: { model: "q4" } as const },
    ];
    const keys = [keyOf("x", checkpoint), keyOf("y", checkpoint), ...others.map((other) => keyOf("x", other))];
    expect(new Set(keys).size).toBe(6);
    expect(keyOf("x", { ...checkpoint, dtype: { a: "q4", b: "q8" } })).toBe(
      keyOf("x", { ...checkpoint, dtype: { b: "q8", a: "q4" } }),
    );
  });
});

describe("two models at once", () => {
  it("load and run side by side on wasm", async () => {
    const { clock, workers, start } = createBench();
    const [a, b] = [start(requestOf("a")), start(requestOf("b"))];
    await clock.advance(120);
    expect([a.isRunning, b.isRunning]).toEqual([true, true]);
    await clock.drain();
    expect([a.settledAtMs, b.settledAtMs]).toEqual([150, 150]);
    expect(workers.live).toHaveLength(2);
  });

  it("run one after the other on one GPU, while loads go on beside", async () => {
    const { clock, client, start } = createBench();
    const [a, b] = [start(requestOf("a", { device: "webgpu" })), start(requestOf("b", { device: "webgpu" }))];
    await clock.advance(120);
    expect([a.isRunning, b.isRunning, client.gpuQueueLength]).toEqual([true, false, 2]);
    expect(client.isResident("some-task", checkpointOf("b", "webgpu"))).toBe(true);
    await clock.drain();
    expect([a.settledAtMs, b.settledAtMs, client.gpuQueueLength]).toEqual([150, 200, 0]);
  });

  it("do not wait for the GPU on wasm", async () => {
    const { clock, start } = createBench();
    const [gpu, cpu] = [start(requestOf("a", { device: "webgpu" })), start(requestOf("b"))];
    await clock.drain();
    expect([gpu.settledAtMs, cpu.settledAtMs]).toEqual([150, 150]);
  });

  it("of one checkpoint share its worker, one after the other", async () => {
    const { clock, workers, start } = createBench();
    const [first, second] = [start(requestOf("a")), start(requestOf("a"))];
    await clock.drain();
    expect([first.settledAtMs, second.settledAtMs]).toEqual([150, 200]);
    expect(workers.all).toHaveLength(1);
  });
});

describe("after a failure", () => {
  it.each<[string, Answer, string]>([
    ["a run that failed", fails("run-failed"), "run-failed"],
    ["a run out of memory", fails("out-of-memory"), "out-of-memory"],
    ["a crash in the middle of a run", crashes(), "worker-crashed"],
    ["a message that is not in the protocol", postsRubbish(), "worker-crashed"],
    ["an answer to another question", loads(100, 50), "worker-crashed"],
    ["a stop that nobody asked for", ({ id }, worker) => worker.say({ type: "cancelled", id }, 50), "worker-crashed"],
  ])("the next run gets a fresh worker: %s", async (_, answer, code) => {
    const { client, clock, manners, workers, start, finish } = createBench();
    manners.run = answer;
    const failed = start(requestOf("a", { device: "webgpu" }));
    await clock.advance(150);
    expect(failed.ending).toBe(code);
    expect(workers.live).toEqual([]);
    expect([client.gpuQueueLength, client.pool.slots.length]).toEqual([0, 0]);
    manners.run = completes("an output");
    const next = await finish(requestOf("a", { device: "webgpu" }));
    expect(next.ending).toBe("done");
    expect(workers.all).toHaveLength(2);
  });

  it("of the input, the worker and its model stay", async () => {
    const { manners, workers, finish } = createBench();
    manners.run = fails("input-too-large");
    const failed = await finish(requestOf("a"));
    expect(failed.ending).toBe("input-too-large");
    manners.run = completes("an output");
    const next = await finish(requestOf("a"));
    expect(next.events).toMatchObject([{ type: "running", loadedNow: false }]);
    expect(workers.all).toHaveLength(1);
  });

  it("of an input that cannot be cloned, the worker and its model stay", async () => {
    const { workers, finish } = createBench();
    const failed = await finish(requestOf("a", { input: { text: () => {} } }));
    expect(failed.ending).toBe("input-invalid");
    expect((await finish(requestOf("a"))).ending).toBe("done");
    expect(workers.all).toHaveLength(1);
  });

  it.each([
    ["failed", fails("model-not-found"), "model-not-found", 50],
    ["was refused", fails("input-invalid"), "input-invalid", 50],
    ["crashed", crashes(), "worker-crashed", 50],
    ["never settled", staysSilent, "load-timeout", times.loadSilenceMs],
  ])("a load that %s ends its worker, and the next run loads again", async (_, answer, code, atMs) => {
    const { clock, manners, workers, finish } = createBench();
    manners.load = answer;
    const failed = await finish(requestOf("a"));
    expect([failed.ending, failed.settledAtMs]).toEqual([code, atMs]);
    expect(failed.events).toEqual([]);
    expect(workers.live).toEqual([]);
    expect(clock.pendingCount).toBe(0);
    manners.load = loads(100);
    expect((await finish(requestOf("a"))).ending).toBe("done");
  });

  it("a load that tells of itself is given all the time it needs", async () => {
    const { manners, finish } = createBench();
    const totalMs = 5 * times.loadSilenceMs;
    manners.load = (message, worker) => {
      for (let ms = 0; ms < totalMs; ms += times.loadSilenceMs / 2) {
        worker.tell(message.id, { type: "loading", phase: "download", loadedBytes: ms, totalBytes: totalMs }, ms);
      }
      loads(100, totalMs)(message, worker);
    };
    const run = await finish(requestOf("a"));
    expect(run.ending).toBe("done");
  });

  it("a run that gives no sign any more is given up", async () => {
    const { manners, workers, finish } = createBench();
    manners.run = staysSilent;
    const run = await finish(requestOf("a"));
    expect([run.ending, run.settledAtMs]).toEqual(["worker-crashed", 100 + times.runSilenceMs]);
    expect(workers.live).toEqual([]);
  });

  it("a crash while the run waits for the GPU is told when its turn comes, with its reason", async () => {
    const { clock, workers, start } = createBench();
    const [a, b] = [start(requestOf("a", { device: "webgpu" })), start(requestOf("b", { device: "webgpu" }))];
    await clock.advance(110);
    workers.last.crash("lost while waiting");
    await clock.drain();
    expect([a.ending, b.ending]).toEqual(["done", "worker-crashed"]);
    expect(b.outcomes).toMatchObject([{ failure: { detail: "lost while waiting" } }]);
    expect(workers.live).toHaveLength(1);
  });

  it("a worker that died idle is not asked again", async () => {
    const { clock, client, workers, finish } = createBench();
    await finish(requestOf("a"));
    workers.last.crash("the browser took its memory");
    await clock.drain();
    expect(client.isResident("some-task", checkpointOf("a"))).toBe(false);
    const next = await finish(requestOf("a"));
    expect([next.ending, workers.all.length]).toEqual(["done", 2]);
  });

  it.each([
    ["fails", fails("worker-crashed"), 150 + 50 + 150],
    ["crashes", crashes(), 150 + 50 + 150],
    ["is never answered", staysSilent, 150 + times.disposeSilenceMs + 150],
  ])("a worker is replaced whose dispose %s", async (_, answer, atMs) => {
    const { manners, workers, finish } = createBench({ ...roomy, maxResident: 1 });
    await finish(requestOf("a"));
    manners.dispose = answer;
    const next = await finish(requestOf("b"));
    expect([next.ending, next.settledAtMs]).toEqual(["done", atMs]);
    expect(workers.all.map((worker) => worker.isTerminated)).toEqual([true, false]);
    expect(workers.last.heard).toEqual(["load", "run"]);
  });
});

describe("whatever happens on the page", () => {
  it("a worker that cannot be opened is a failed run, also for the one who waits", async () => {
    const clock = createFakeClock();
    const client = createClient({
      openWorker: () => {
        throw new Error("refused by a policy");
      },
      clock,
      limits: { ...roomy, maxResident: 1 },
      ...times,
    });
    const runs = [client.run(requestOf("a"), () => {}), client.run(requestOf("b"), () => {})];
    const outcomes = await Promise.all(runs.map((run) => run.outcome));
    expect(outcomes).toMatchObject([
      { type: "failed", failure: { code: "worker-crashed", detail: "Error: refused by a policy" } },
      { type: "failed", failure: { code: "worker-crashed" } },
    ]);
    expect([client.pool.slots.length, client.pool.waitingCount]).toEqual([0, 0]);
  });

  it("an observer that throws does not make the outcome reject or keep the model", async () => {
    const { client, clock } = createBench();
    const run = client.run(requestOf("a", { device: "webgpu" }), () => {
      throw new Error("a bug of the page");
    });
    await clock.drain();
    expect(await run.outcome).toMatchObject({ type: "failed", failure: { message: "a bug of the page" } });
    expect([client.gpuQueueLength, client.pool.slots.map((slot) => slot.leased)]).toEqual([0, [false]]);
  });

  it("everything idle can be given back at once", async () => {
    const { client, workers, clock, start, finish } = createBench();
    await finish(requestOf("a"));
    const b = start(requestOf("b"));
    await clock.advance(120);
    client.releaseAll();
    expect(workers.all.map((worker) => worker.isTerminated)).toEqual([true, false]);
    await clock.drain();
    expect(b.ending).toBe("done");
  });
});

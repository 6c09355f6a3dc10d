import { describe, expect, it } from "vitest";
import { completes, crashes, fails, loads, staysSilent } from "./testing/answers.ts";
import { checkpointOf, createBench, requestOf, roomy, times } from "./testing/client.ts";

describe("a stop", () => {
  it("while waiting for a place ends at once and asks no worker", async () => {
    const { client, clock, workers, start } = createBench({ ...roomy, maxResident: 1 });
    const first = start(requestOf("a"));
    const waiting = start(requestOf("b"));
    await clock.advance(10);
    waiting.stop();
    await clock.advance(0);
    expect([waiting.ending, client.pool.waitingCount]).toEqual(["cancelled", 0]);
    await clock.drain();
    expect([first.ending, workers.all.length]).toEqual(["done", 1]);
  });

  it("before anything has begun leaves nothing behind", async () => {
    const { client, clock, workers, start } = createBench();
    const run = start(requestOf("a"));
    run.stop();
    await clock.drain();
    expect([run.ending, run.events, workers.live.length, client.pool.slots.length]).toEqual(["cancelled", [], 0, 0]);
  });

  it("while loading ends the worker at once, since nothing else stops a load", async () => {
    const { client, clock, workers, start } = createBench();
    const run = start(requestOf("a"));
    await clock.advance(50);
    run.stop();
    await clock.advance(0);
    expect([run.ending, workers.live.length, client.pool.slots.length]).toEqual(["cancelled", 0, 0]);
    expect(clock.pendingCount).toBe(0);
  });

  it("while another model is being given back does not wait for it", async () => {
    const { clock, manners, workers, start, finish } = createBench({ ...roomy, maxResident: 1 });
    await finish(requestOf("a"));
    manners.dispose = staysSilent;
    const run = start(requestOf("b"));
    await clock.advance(10);
    run.stop();
    await clock.advance(0);
    expect([run.ending, workers.live.length, workers.all.length, clock.pendingCount]).toEqual(["cancelled", 0, 1, 0]);
  });

  it("in the very moment in which a place is given does not wait for another model's dispose", async () => {
    const { clock, manners, workers, start, finish } = createBench({ ...roomy, maxResident: 1 });
    await finish(requestOf("a"));
    manners.dispose = staysSilent;
    const run = start(requestOf("b"));
    run.stop();
    await clock.advance(0);
    expect([run.ending, workers.live.length]).toEqual(["cancelled", 0]);
  });

  it("while waiting for the GPU keeps the loaded model and those behind", async () => {
    const { client, clock, workers, start } = createBench({ ...roomy, maxResident: 3 });
    const runs = ["a", "b", "c"].map((model) => start(requestOf(model, { device: "webgpu" })));
    await clock.advance(110);
    expect(client.gpuQueueLength).toBe(3);
    runs[1]?.stop();
    await clock.advance(0);
    expect([runs[1]?.ending, client.gpuQueueLength]).toEqual(["cancelled", 2]);
    expect(client.isResident("some-task", checkpointOf("b", "webgpu"))).toBe(true);
    await clock.drain();
    expect(runs.map((run) => run.settledAtMs)).toEqual([150, 110, 200]);
    expect(workers.all.flatMap((worker) => worker.heard).filter((name) => name === "run")).toHaveLength(2);
  });

  it("while running asks the worker, shows what was still written, and keeps the model", async () => {
    const { clock, manners, workers, start, finish } = createBench();
    manners.stop = ({ id }, worker) => {
      worker.hush();
      worker.tell(id, { type: "partial", output: "to the last token" }, 5);
      worker.say({ type: "cancelled", id }, 5);
    };
    const run = start(requestOf("a"));
    await clock.advance(120);
    run.stop();
    await clock.drain();
    expect([run.ending, run.settledAtMs]).toEqual(["cancelled", 125]);
    expect(run.events.at(-1)).toMatchObject({ type: "partial", output: "to the last token" });
    expect(clock.pendingCount).toBe(0);
    expect((await finish(requestOf("a"))).ending).toBe("done");
    expect(workers.all).toHaveLength(1);
  });

  it("that the worker ignores ends it after the grace, and lets the next one have the GPU", async () => {
    const { clock, manners, workers, start } = createBench();
    manners.run = staysSilent;
    manners.stop = staysSilent;
    const run = start(requestOf("a", { device: "webgpu" }));
    await clock.advance(120);
    manners.run = completes("an output");
    const next = start(requestOf("b", { device: "webgpu" }));
    run.stop();
    await clock.drain();
    expect([run.ending, run.settledAtMs]).toEqual(["cancelled", 120 + times.stopGraceMs]);
    expect([next.ending, next.settledAtMs]).toEqual(["done", 120 + times.stopGraceMs + 50]);
    expect(workers.all.map((worker) => worker.isTerminated)).toEqual([true, false]);
  });

  it.each([
    ["is done all the same", completes("too late", 5)],
    ["fails", fails("run-failed", 5)],
    ["crashes", crashes(5)],
    ["refuses the input", fails("input-invalid", 5)],
  ])("is a stop also when the run %s meanwhile", async (_, meanwhile) => {
    const { client, clock, manners, start } = createBench();
    manners.stop = (message, worker) => {
      worker.hush();
      meanwhile(message, worker);
    };
    const run = start(requestOf("a", { device: "webgpu" }));
    await clock.advance(120);
    run.stop();
    await clock.drain();
    expect([run.ending, run.outcomes.length, run.settledAtMs]).toEqual(["cancelled", 1, 125]);
    expect([client.gpuQueueLength, clock.pendingCount]).toEqual([0, 0]);
  });

  it("from within the observer asks the worker for nothing more, and keeps it", async () => {
    const { client, clock, workers } = createBench();
    const run = client.run(requestOf("a"), (event) => {
      if (event.type === "running") run.stop();
    });
    await clock.drain();
    expect(await run.outcome).toEqual({ type: "cancelled" });
    expect(workers.last.heard).toEqual(["load"]);
    expect(workers.live).toHaveLength(1);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 8, 12])(
    "that comes %i promises after the start tells of no run after it",
    async (turns) => {
      const { client, clock, start, finish } = createBench();
      await finish(requestOf("a", { device: "webgpu" }));
      const run = start(requestOf("a", { device: "webgpu" }));
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const eventCount = run.events.length;
      run.stop();
      await clock.drain();
      expect([run.ending, run.events.length, client.gpuQueueLength]).toEqual(["cancelled", eventCount, 0]);
    },
  );

  it("after the end changes nothing, nor does a second stop", async () => {
    const { clock, workers, start, finish } = createBench();
    const done = await finish(requestOf("a"));
    done.stop();
    const next = start(requestOf("a"));
    await clock.advance(20);
    done.stop();
    next.stop();
    next.stop();
    await clock.drain();
    expect([done.ending, next.ending, workers.live.length]).toEqual(["done", "cancelled", 1]);
    expect(workers.last.heard.filter((name) => name === "stop")).toHaveLength(1);
  });

  it("of a load does not touch another model's load", async () => {
    const { clock, manners, start } = createBench();
    manners.load = loads(100, 1_000);
    const [a, b] = [start(requestOf("a")), start(requestOf("b"))];
    await clock.advance(500);
    a.stop();
    await clock.drain();
    expect([a.ending, b.ending]).toEqual(["cancelled", "done"]);
  });
});

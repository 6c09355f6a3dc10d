import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { CompiledRuntime } from "./compiled.ts";
import { compiledOf, loads } from "./testing/answers.ts";
import { checkpointOf, createBench, requestOf, roomy } from "./testing/client.ts";

describe("a worker opened ahead", () => {
  it("waits for the second model with its runtime started, beside the first", async () => {
    const { client, clock, workers, finish } = createBench();
    await finish(requestOf("a"));
    client.openAhead("some-task", checkpointOf("b"));
    await clock.advance(50);
    expect(workers.all.map(({ heard }) => heard)).toEqual([["load", "run"], ["start"]]);
    const second = await finish(requestOf("b"));
    expect(second.ending).toBe("done");
    expect(workers.all.map(({ heard }) => heard)).toEqual([
      ["load", "run"],
      ["start", "load", "run"],
    ]);
  });

  it("is never opened before a first model was loaded", () => {
    const { client, workers } = createBench();
    client.openAhead("some-task", checkpointOf("b"));
    expect(workers.all).toEqual([]);
  });

  it("waits for the first model of whoever came back to it", async () => {
    const { client, clock, workers, finish } = createBench();
    expect(client.openAhead("some-task", checkpointOf("a"), {})).toBe(true);
    await clock.advance(50);
    await finish(requestOf("a"));
    expect(workers.all.map(({ heard }) => heard)).toEqual([["start", "load", "run"]]);
  });

  it("is not opened where the page may not: on a phone, in the background, where data is saved", async () => {
    const { client, workers, finish } = createBench(roomy, () => false);
    await finish(requestOf("a"));
    client.openAhead("some-task", checkpointOf("b"));
    client.openAhead("some-task", checkpointOf("b"), {});
    expect(workers.all).toHaveLength(1);
  });

  it.each([
    ["by number", { maxResident: 1, maxBytes: 10_000, workerBytes: 0 }],
    ["by bytes", { maxResident: 2, maxBytes: 250, workerBytes: 100 }],
  ])("takes nobody's place, %s", async (_, limits) => {
    const { client, workers, finish } = createBench(limits);
    await finish(requestOf("a"));
    client.openAhead("some-task", checkpointOf("b"));
    expect(workers.all).toHaveLength(1);
  });

  it("gives its memory back where none comes, and when all is given back", async () => {
    const { client, clock, workers, finish } = createBench();
    await finish(requestOf("a"));
    client.openAhead("some-task", checkpointOf("b"));
    await clock.drain();
    expect(workers.live).toHaveLength(1);
    client.openAhead("some-task", checkpointOf("b"));
    client.endAhead();
    expect(workers.live).toHaveLength(1);
    client.openAhead("some-task", checkpointOf("b"));
    client.releaseAll();
    expect([workers.live, clock.pendingCount]).toEqual([[], 0]);
  });

  it("goes where a model turns out so large that there is no room beside it", async () => {
    const { client, clock, manners, workers, start } = createBench({
      maxResident: 3,
      maxBytes: 1_000,
      workerBytes: 100,
    });
    const [a, b] = [start(requestOf("a")), start(requestOf("b"))];
    await clock.drain();
    manners.load = loads(500);
    const c = start(requestOf("c"));
    client.openAhead("some-task", checkpointOf("b"));
    await clock.drain();
    expect([a.ending, b.ending, c.ending]).toEqual(["done", "done", "done"]);
    expect(client.pool.totalBytes()).toBeLessThanOrEqual(1_000);
    expect(workers.live).toHaveLength(client.pool.slots.length);
  });
});

describe("a runtime that one worker compiled", () => {
  const Given = v.object({ compiled: CompiledRuntime });
  /** What each worker was given it with. */
  const givenTo = ({ workers }: Pick<ReturnType<typeof createBench>, "workers">) =>
    workers.all.map(({ received }) =>
      received.flatMap((message) => (message.type === "ask" && v.is(Given, message.request) ? message.verb : [])),
    );

  it("goes to every worker after it, and to none once all was given back", async () => {
    const bench = createBench({ maxResident: 3, maxBytes: 10_000, workerBytes: 0 });
    const { client, clock, manners, finish } = bench;
    const { load } = manners;
    manners.load = (message, worker) => {
      if (message.type === "ask") worker.tell(message.id, { type: "compiled", compiled: compiledOf("jspi") }, 50);
      load(message, worker);
    };
    const first = await finish(requestOf("a"));
    manners.load = load;
    client.openAhead("some-task", checkpointOf("b"));
    await finish(requestOf("b"));
    await finish(requestOf("c"));
    expect(first.events.map(({ type }) => type)).toEqual(["running"]);
    client.releaseAll();
    await finish(requestOf("d"));
    await clock.drain();
    expect(givenTo(bench)).toEqual([[], ["start", "load"], ["load"], []]);
  });
});

describe("a model made ready ahead", () => {
  const residentIn = ({ client }: Pick<ReturnType<typeof createBench>, "client">) =>
    ["a", "b", "c"].filter((model) => client.isResident("some-task", checkpointOf(model)));

  async function createWaiting() {
    const bench = createBench();
    await bench.finish(requestOf("a"));
    expect(bench.client.openAhead("some-task", checkpointOf("b"))).toBe(true);
    bench.client.prepare(requestOf("b"), true);
    await bench.clock.drain();
    expect(bench.workers.all.map(({ heard }) => heard)).toEqual([
      ["load", "run"],
      ["start", "load"],
    ]);
    return bench;
  }

  it("is found by the run that comes for it, and stays like any other from then on", async () => {
    const bench = await createWaiting();
    const run = await bench.finish(requestOf("b"));
    expect(run.events).toMatchObject([{ type: "running", loadedNow: false }]);
    bench.client.openAhead("some-task", checkpointOf("c"));
    bench.client.endAhead();
    expect(residentIn(bench)).toEqual(["a", "b"]);
  });

  it("goes where a reader turns to another, which has its place", async () => {
    const bench = await createWaiting();
    expect(bench.client.openAhead("some-task", checkpointOf("b"))).toBe(false);
    expect(residentIn(bench)).toEqual(["a", "b"]);
    expect(bench.client.openAhead("some-task", checkpointOf("c"))).toBe(true);
    expect(residentIn(bench)).toEqual(["a"]);
    bench.client.prepare(requestOf("c"), true);
    await bench.clock.drain();
    expect([residentIn(bench), bench.workers.live.length]).toEqual([["a", "c"], 2]);
  });

  it("goes when the page is hidden; one that something was given to stays", async () => {
    const bench = await createWaiting();
    bench.client.endAhead();
    expect(residentIn(bench)).toEqual(["a"]);
    bench.client.prepare(requestOf("b"));
    await bench.clock.drain();
    bench.client.endAhead();
    expect(residentIn(bench)).toEqual(["a", "b"]);
  });
});

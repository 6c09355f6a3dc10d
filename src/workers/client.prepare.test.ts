import { describe, expect, it } from "vitest";
import { fails, loads } from "./testing/answers.ts";
import { checkpointOf, createBench, requestOf, roomy } from "./testing/client.ts";

describe("a model made ready", () => {
  it("is loaded from what is kept, and the run that comes later finds it", async () => {
    const { client, clock, workers, finish } = createBench();
    const preparation = client.prepare(requestOf("a"));
    await clock.drain();
    await preparation.outcome;
    expect(client.isResident("some-task", checkpointOf("a"))).toBe(true);
    const run = await finish(requestOf("a"));
    expect(run.events).toMatchObject([{ type: "running", loadedNow: false }]);
    expect(workers.last.received[0]).toMatchObject({ verb: "load", request: { keptOnly: true } });
    expect(workers.last.heard).toEqual(["load", "run"]);
  });

  it("is loaded once for a run that comes meanwhile, which hears how far it is", async () => {
    const { client, clock, manners, workers, start } = createBench();
    manners.load = (message, worker) => {
      worker.tell(message.id, { type: "loading", phase: "load", loadedBytes: 5, totalBytes: 9 }, 10);
      loads(100)(message, worker);
    };
    client.prepare(requestOf("a"));
    await clock.advance(50);
    const run = start(requestOf("a"));
    expect(run.events).toEqual([{ type: "loading", phase: "load", loadedBytes: 5, totalBytes: 9 }]);
    await clock.drain();
    expect([run.ending, workers.all.length, workers.last.heard]).toEqual(["done", 1, ["load", "want", "run"]]);
    expect(run.events[1]).toMatchObject({ type: "running", loadedNow: true });
  });

  it("goes on in the same worker, at a file that is not kept, once a run wants it", async () => {
    const { client, clock, manners, workers, start } = createBench();
    const held: (() => void)[] = [];
    manners.load = (message, worker) => held.push(() => loads(100)(message, worker));
    manners.want = ({ id }, worker) => {
      worker.say({ type: "answer", id, answer: null });
      held.pop()?.();
    };
    client.prepare(requestOf("a"));
    await clock.advance(1_000);
    const [first, second] = [start(requestOf("a")), start(requestOf("a"))];
    await clock.drain();
    expect([first.ending, second.ending]).toEqual(["done", "done"]);
    expect([workers.all.length, workers.last.heard]).toEqual([1, ["load", "want", "run", "run"]]);
  });

  it("goes with the run that waits for it where that is stopped", async () => {
    const { client, clock, workers, start } = createBench();
    client.prepare(requestOf("a"));
    await clock.advance(50);
    const run = start(requestOf("a"));
    run.stop();
    await clock.advance(0);
    expect([run.ending, workers.live.length, client.pool.slots.length, clock.pendingCount]).toEqual([
      "cancelled",
      0,
      0,
      0,
    ]);
  });

  it("gives way to a run of another model", async () => {
    const { client, clock, workers, finish } = createBench();
    client.prepare(requestOf("a"));
    await clock.advance(50);
    const run = await finish(requestOf("b"));
    expect([run.ending, workers.live.length]).toEqual(["done", 1]);
    expect(client.isResident("some-task", checkpointOf("a"))).toBe(false);
  });

  it("takes nobody's place", async () => {
    const { client, clock, workers, finish } = createBench({ ...roomy, maxResident: 1 });
    await finish(requestOf("a"));
    const { outcome } = client.prepare(requestOf("b"));
    await clock.drain();
    await outcome;
    expect([workers.all.length, client.isResident("some-task", checkpointOf("a"))]).toEqual([1, true]);
  });

  it("whose files are not all kept ends in silence, and the run loads it as ever", async () => {
    const { client, clock, manners, workers, finish } = createBench();
    manners.load = fails("network-refused");
    const preparation = client.prepare(requestOf("a"));
    await clock.drain();
    await preparation.outcome;
    expect([workers.live.length, client.pool.slots.length]).toEqual([0, 0]);
    manners.load = loads(100);
    const run = await finish(requestOf("a"));
    expect(run.ending).toBe("done");
    expect(workers.last.received[0]).toMatchObject({ verb: "load", request: { keptOnly: false } });
  });

  it("that failed while a run waited for it is loaded by the run", async () => {
    const { client, clock, manners, start } = createBench();
    manners.load = fails("network-refused");
    client.prepare(requestOf("a"));
    const run = start(requestOf("a"));
    manners.load = loads(100);
    await clock.drain();
    expect(run.ending).toBe("done");
  });
});

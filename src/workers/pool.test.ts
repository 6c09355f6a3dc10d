import { beforeEach, describe, expect, it } from "vitest";
import { createCaller } from "../shared/rpc/caller.ts";
import { createFakeClock, type FakeClock, settle } from "../shared/testing/clock.ts";
import { createFakeWorkers, type FakeWorkers } from "../shared/testing/worker.ts";
import { createPool, type Lease, type PoolLimits } from "./pool.ts";
import { reportOf } from "./testing/answers.ts";

const never = new AbortController().signal;

let clock: FakeClock;
let workers: FakeWorkers;
beforeEach(() => {
  clock = createFakeClock();
  workers = createFakeWorkers(clock, () => {});
});

function createTestPool(limits: Partial<PoolLimits> = {}) {
  const pool = createPool(() => createCaller(workers.openWorker(), clock), {
    maxResident: 3,
    maxBytes: 1_000,
    workerBytes: 10,
    ...limits,
  });

  async function lease(key: string, bytes = 100): Promise<Lease> {
    const given = await pool.acquire(key, bytes, never);
    if (!given) throw new Error("No lease was given.");
    return given;
  }

  /** Leaves `key` loaded and idle, of `bytes` when loaded. */
  async function visit(key: string, bytes = 100, expected = bytes): Promise<void> {
    const held = await lease(key, expected);
    if (!held.slot.report) held.loaded(reportOf(bytes));
    held.release();
  }

  /** Asks and does not wait. */
  function ask(key: string, bytes = 100, signal = never) {
    const given: (Lease | undefined)[] = [];
    void pool.acquire(key, bytes, signal).then((place) => given.push(place));
    return given;
  }

  return { pool, lease, visit, ask, keys: () => pool.slots.map((slot) => slot.key).sort() };
}

describe("a pool", () => {
  it("opens one worker for each model and leases a resident one again", async () => {
    const { pool, visit, lease } = createTestPool();
    await visit("a");
    await visit("b");
    const again = await lease("a");
    expect(again.stale).toBe(false);
    expect(again.slot.report).toEqual(reportOf(100));
    expect(workers.all).toHaveLength(2);
    expect(pool.totalBytes()).toBe(220);
    expect([pool.isResident("a"), pool.isResident("c")]).toEqual([true, false]);
  });

  it("leases a model to one at a time, in the order of asking", async () => {
    const { pool, lease, ask } = createTestPool();
    const first = await lease("a");
    const [second, third] = [ask("a"), ask("a")];
    await settle();
    expect([second.length, third.length, pool.waitingCount]).toEqual([0, 0, 2]);
    first.loaded(reportOf(100));
    first.release();
    await settle();
    expect([second.length, third.length, pool.waitingCount]).toEqual([1, 0, 1]);
    second[0]?.release();
    await settle();
    expect(third).toHaveLength(1);
    expect(workers.all).toHaveLength(1);
  });

  it("makes room by number: the least recently used gives its worker", async () => {
    const { lease, visit, keys } = createTestPool({ maxResident: 2 });
    await visit("a");
    await visit("b");
    await visit("a");
    const third = await lease("c");
    expect(third.stale).toBe(true);
    expect(keys()).toEqual(["a", "c"]);
    expect(workers.live).toHaveLength(2);
  });

  it("makes room by bytes: as many go as must, and one of their workers is used again", async () => {
    const { pool, lease, visit, keys } = createTestPool();
    await visit("a", 300);
    await visit("b", 300);
    await visit("c", 300);
    const large = await lease("d", 650);
    expect(large.stale).toBe(true);
    expect(keys()).toEqual(["c", "d"]);
    expect(pool.totalBytes()).toBe(970);
    expect(workers.live).toHaveLength(2);
    expect(workers.all).toHaveLength(3);
  });

  it("counts each worker beside its weights", async () => {
    const { visit, keys } = createTestPool({ workerBytes: 300 });
    await visit("a", 300);
    await visit("b", 300);
    expect(keys()).toEqual(["b"]);
  });

  it("loads a model that is larger than the budget, alone", async () => {
    const { visit, keys } = createTestPool();
    await visit("a");
    await visit("b");
    await visit("huge", 5_000);
    expect(keys()).toEqual(["huge"]);
    await visit("a");
    expect(keys()).toEqual(["a"]);
  });

  it("does not make room out of what is in use", async () => {
    const { pool, lease, ask } = createTestPool({ maxResident: 2 });
    const [a, b] = [await lease("a"), await lease("b")];
    const c = ask("c");
    await settle();
    expect([c.length, pool.waitingCount]).toEqual([0, 1]);
    b.loaded(reportOf(100));
    b.release();
    await settle();
    expect(c[0]?.slot.key).toBe("c");
    expect(a.slot.caller.ended).toBe(false);
  });

  it("lets one through that fits while a larger one waits", async () => {
    const { lease, ask } = createTestPool();
    await lease("a", 500);
    const large = ask("b", 600);
    const small = ask("c", 100);
    await settle();
    expect([large.length, small.length]).toEqual([0, 1]);
  });

  it("forgets one who leaves while waiting", async () => {
    const { pool, lease, ask } = createTestPool({ maxResident: 1 });
    const first = await lease("a");
    const leaving = new AbortController();
    const second = ask("b", 100, leaving.signal);
    leaving.abort();
    await settle();
    expect([second, pool.waitingCount]).toEqual([[undefined], 0]);
    first.loaded(reportOf(100));
    first.release();
    await settle();
    expect(pool.slots.map((slot) => [slot.key, slot.leased])).toEqual([["a", false]]);
  });

  it("gives nothing to one who has already left", async () => {
    const { pool, ask } = createTestPool();
    const asked = ask("a", 100, AbortSignal.abort());
    await settle();
    expect([asked, pool.slots.length, workers.all.length]).toEqual([[undefined], 0, 0]);
  });

  it("trims as soon as a model turns out larger than expected, oldest first, never the one in use", async () => {
    const { lease, visit, keys } = createTestPool();
    await visit("a", 300);
    await visit("b", 300);
    const c = await lease("c", 0);
    c.loaded(reportOf(600));
    expect(keys()).toEqual(["b", "c"]);
    expect(workers.live).toHaveLength(2);
  });

  it("trims on release what was in use when it turned out too large", async () => {
    const { pool, lease, keys } = createTestPool();
    const [a, b] = [await lease("a", 0), await lease("b", 0)];
    a.loaded(reportOf(700));
    b.loaded(reportOf(700));
    expect(keys()).toEqual(["a", "b"]);
    b.release();
    expect(keys()).toEqual(["a"]);
    a.release();
    expect(keys()).toEqual(["a"]);
    expect(pool.totalBytes()).toBe(710);
  });

  it("lets one in as soon as a model turns out smaller than expected", async () => {
    const { lease, ask } = createTestPool();
    const a = await lease("a", 900);
    const b = ask("b", 500);
    a.loaded(reportOf(300));
    await settle();
    expect(b[0]?.slot.key).toBe("b");
  });

  it("never uses a worker again whose model did not load", async () => {
    const { pool, lease } = createTestPool();
    const a = await lease("a");
    a.release();
    expect(pool.slots).toEqual([]);
    expect(workers.live).toEqual([]);
  });

  it("never uses a worker again that ended in use", async () => {
    const { pool, lease } = createTestPool();
    const a = await lease("a");
    a.loaded(reportOf(100));
    workers.last.crash("out of memory");
    await clock.drain();
    expect(pool.isResident("a")).toBe(false);
    a.release();
    expect(pool.slots).toEqual([]);
  });

  it("drops a worker that dies idle, and its bytes", async () => {
    const { pool, lease, visit } = createTestPool();
    await visit("a");
    workers.last.crash("the browser took its memory");
    await clock.drain();
    expect([pool.slots.length, pool.totalBytes(), pool.isResident("a")]).toEqual([0, 0, false]);
    const again = await lease("a");
    expect([again.slot.report, again.stale]).toEqual([undefined, false]);
    expect(workers.all).toHaveLength(2);
  });

  it("opens a fresh worker in the place of one that did not give its model back", async () => {
    const { pool, lease, visit } = createTestPool({ maxResident: 1 });
    await visit("a");
    const b = await lease("b");
    b.reopen();
    expect(workers.all.map((worker) => worker.isTerminated)).toEqual([true, false]);
    expect(pool.slots.map((slot) => slot.key)).toEqual(["b"]);
    b.loaded(reportOf(100));
    b.release();
    workers.last.crash("the fresh one dies idle");
    await clock.drain();
    expect(pool.slots).toEqual([]);
  });

  it("takes a lease back once, however often it is released", async () => {
    const { pool, lease } = createTestPool();
    const first = await lease("a");
    first.loaded(reportOf(100));
    first.release();
    await lease("a");
    first.release();
    expect(pool.slots.map((slot) => slot.leased)).toEqual([true]);
  });

  it("gives back on request everything that is not in use", async () => {
    const { pool, lease, visit, keys } = createTestPool();
    await visit("a");
    await lease("b");
    pool.clear();
    expect(keys()).toEqual(["b"]);
    expect(workers.live).toHaveLength(1);
  });
});

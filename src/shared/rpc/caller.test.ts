import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type Failure, TaskError } from "../errors.ts";
import { createFakeClock, settle } from "../testing/clock.ts";
import { type Answer, createFakeWorker } from "../testing/worker.ts";
import { answerOf, createCaller, type Ending } from "./caller.ts";
import { defineVerb } from "./verb.ts";

/** Spells a text: tells each letter, and answers with their count. */
const spell = defineVerb({ name: "spell", request: v.unknown(), event: v.string(), answer: v.number() });

const failure: Failure = { code: "load-timeout", message: "silent" };
const silence = { ms: 1_000, failure };

const answers =
  (answer: unknown, ms = 50): Answer =>
  ({ id }, worker) =>
    worker.say({ type: "answer", id, answer }, ms);

function setUp(answer: Answer = () => {}) {
  const clock = createFakeClock();
  const worker = createFakeWorker(clock, answer);
  const caller = createCaller(worker, clock);
  function ask(request: unknown = "ab", stop: { signal?: AbortSignal; stopGraceMs?: number } = {}) {
    const endings: Ending<number>[] = [];
    const events: string[] = [];
    const onEvent = (event: string) => events.push(event);
    void caller.ask(spell, request, { onEvent, silence, ...stop }).then((ending) => endings.push(ending));
    return { endings, events };
  }
  return { clock, worker, caller, ask };
}

describe("a caller", () => {
  it("resolves with the answer, and leaves no timer", async () => {
    const { clock, worker, ask } = setUp(answers(2));
    const asked = ask();
    await clock.drain();
    expect(asked.endings).toEqual([{ type: "answer", answer: 2 }]);
    expect(worker.received).toEqual([{ type: "ask", id: 1, verb: "spell", request: "ab" }]);
    expect([clock.now(), clock.pendingCount]).toEqual([50, 0]);
  });

  it("hands on what comes on the way, and only for its own request", async () => {
    const { clock, worker, ask } = setUp();
    const [first, second] = [ask(), ask()];
    worker.say({ type: "ready" });
    worker.tell(2, "x");
    worker.tell(1, "a");
    worker.tell(1, "b");
    worker.say({ type: "answer", id: 2, answer: 1 });
    await clock.advance(10);
    expect([first.events, second.events]).toEqual([["a", "b"], ["x"]]);
    expect([first.endings.length, second.endings.length]).toEqual([0, 1]);
  });

  it("ignores what comes for a request that has ended or never was", async () => {
    const { clock, worker, caller, ask } = setUp(answers(2));
    const asked = ask();
    await clock.drain();
    worker.tell(1, "late");
    worker.say({ type: "failed", id: 1, failure });
    worker.say({ type: "answer", id: 99, answer: 5 });
    await clock.drain();
    expect(asked).toEqual({ endings: [{ type: "answer", answer: 2 }], events: [] });
    expect(caller.ended).toBe(false);
  });

  it("ends everything that was asked when the worker crashes", async () => {
    const { clock, worker, caller, ask } = setUp();
    const [first, second] = [ask(), ask()];
    worker.crash("messageerror", 10);
    await clock.drain();
    const crash = { code: "worker-crashed", message: "The worker ended unexpectedly.", detail: "messageerror" };
    expect(first.endings).toEqual([{ type: "failed", failure: crash }]);
    expect(second.endings).toEqual([{ type: "failed", failure: crash }]);
    expect([worker.isTerminated, caller.ended, clock.pendingCount]).toEqual([true, true, 0]);
  });

  it.each([
    ["a text", "hello"],
    ["an unknown type", { type: "hello", id: 1 }],
    ["a field of another kind", { type: "event", id: "1", event: "a" }],
    ["an error code that is not in the list", { type: "failed", id: 1, failure: { code: "oops", message: "" } }],
    ["nothing", undefined],
    ["an event that is none of the verb's", { type: "event", id: 1, event: 5 }],
    ["an answer that is none of the verb's", { type: "answer", id: 1, answer: "two" }],
    ["that it stopped, which nobody asked for", { type: "cancelled", id: 1 }],
  ])("ends a worker that says %s", async (_, rubbish) => {
    const { clock, worker, ask } = setUp();
    const asked = ask();
    worker.say(rubbish);
    await clock.drain();
    expect(asked.endings).toMatchObject([{ type: "failed", failure: { code: "worker-crashed" } }]);
    expect([worker.isTerminated, asked.events]).toEqual([true, []]);
  });

  it("counts a worker as lost after so much silence, not before", async () => {
    const { clock, worker, ask } = setUp();
    const asked = ask();
    await clock.advance(999);
    expect(asked.endings).toEqual([]);
    await clock.advance(1);
    expect(asked.endings).toEqual([{ type: "failed", failure }]);
    expect(worker.isTerminated).toBe(true);
  });

  it("takes anything at all for a sign of life", async () => {
    const { clock, worker, ask } = setUp();
    const asked = ask();
    for (const ms of [900, 1_800, 2_700]) worker.tell(7, "x", ms);
    await clock.advance(3_600);
    expect(asked.endings).toEqual([]);
    await clock.drain();
    expect(clock.now()).toBe(3_700);
    expect(asked.endings).toHaveLength(1);
  });

  it("does not count what a page that was held could not hear", async () => {
    const { clock, worker, ask } = setUp();
    const asked = ask();
    await clock.advance(500);
    clock.hold(600_000);
    await clock.advance(500);
    expect([asked.endings, worker.isTerminated]).toEqual([[], false]);
    worker.say({ type: "answer", id: 1, answer: 2 });
    await clock.drain();
    expect(asked.endings).toEqual([{ type: "answer", answer: 2 }]);
  });

  it("answers at once, with the reason, when the worker has already ended", async () => {
    const { clock, worker, caller, ask } = setUp();
    caller.end({ code: "device-lost", message: "gone" });
    const asked = ask();
    await settle();
    expect(asked.endings).toEqual([{ type: "failed", failure: { code: "device-lost", message: "gone" } }]);
    expect([worker.received.length, clock.pendingCount]).toEqual([0, 0]);
  });

  it("keeps the first reason of an end, and tells of it once", async () => {
    const { caller, ask } = setUp();
    let calls = 0;
    caller.whenEnded(() => {
      calls += 1;
    });
    const asked = ask();
    caller.end({ code: "device-lost", message: "first" });
    caller.end({ code: "run-failed", message: "second" });
    await settle();
    expect(asked.endings).toMatchObject([{ failure: { message: "first" } }]);
    expect(calls).toBe(1);
  });

  it("hears nothing more from a worker that has ended", async () => {
    const { clock, worker, caller, ask } = setUp();
    const asked = ask();
    worker.tell(1, "too late");
    caller.end({ code: "run-failed", message: "stopped" });
    await clock.drain();
    expect(asked.events).toEqual([]);
  });

  it("fails a request that cannot be cloned, and keeps the worker, which has not seen it", async () => {
    const { clock, worker, caller, ask } = setUp(answers(2));
    const asked = ask(() => {});
    await settle();
    expect(asked.endings).toMatchObject([{ type: "failed", failure: { code: "input-invalid" } }]);
    expect([worker.received.length, caller.ended, clock.pendingCount]).toEqual([0, false, 0]);
    const next = ask();
    await clock.drain();
    expect(next.endings).toEqual([{ type: "answer", answer: 2 }]);
  });

  it("moves the buffers that it is told to move, and copies the others", async () => {
    const { caller } = setUp();
    const [moved, copied] = [new Uint8Array(3), new Uint8Array(3)];
    void caller.ask(spell, { moved, copied }, { silence, transfer: [moved.buffer] });
    expect([moved.length, copied.length]).toEqual([0, 3]);
  });
});

describe("a stop", () => {
  it("waits for the worker's word within the grace", async () => {
    const { clock, worker, caller, ask } = setUp((message, { say }) => {
      if (message.type === "stop") say({ type: "cancelled", id: message.id }, 30);
    });
    const abort = new AbortController();
    const asked = ask("ab", { signal: abort.signal, stopGraceMs: 100 });
    abort.abort();
    await clock.advance(29);
    expect(asked.endings).toEqual([]);
    await clock.drain();
    expect([asked.endings, worker.heard]).toEqual([[{ type: "cancelled" }], ["spell", "stop"]]);
    expect([clock.now(), clock.pendingCount, caller.ended]).toEqual([30, 0, false]);
  });

  it("that the worker does not heed ends it after the grace, with all else that it was asked", async () => {
    const { clock, caller, ask } = setUp();
    const abort = new AbortController();
    const [stopped, beside] = [ask("ab", { signal: abort.signal, stopGraceMs: 100 }), ask()];
    abort.abort();
    await clock.drain();
    expect(stopped.endings).toEqual([{ type: "cancelled" }]);
    expect(beside.endings).toMatchObject([{ type: "failed", failure: { message: "A worker did not stop in time." } }]);
    expect([clock.now(), clock.pendingCount, caller.ended]).toEqual([100, 0, true]);
  });

  it("without a grace is over at once, and what comes after it is dropped", async () => {
    const { clock, worker, caller, ask } = setUp(answers(2));
    const abort = new AbortController();
    const asked = ask("ab", { signal: abort.signal });
    abort.abort();
    await settle();
    expect([asked.endings, worker.heard]).toEqual([[{ type: "cancelled" }], ["spell", "stop"]]);
    await clock.drain();
    expect([asked.endings.length, caller.ended]).toEqual([1, false]);
  });

  it("before the request asks the worker for nothing, and one after its end tells it nothing", async () => {
    const { clock, worker, ask } = setUp(answers(2));
    const abort = new AbortController();
    const asked = ask("ab", { signal: abort.signal });
    await clock.drain();
    abort.abort();
    const late = ask("ab", { signal: abort.signal });
    await settle();
    expect([asked.endings, late.endings]).toEqual([[{ type: "answer", answer: 2 }], [{ type: "cancelled" }]]);
    expect(worker.heard).toEqual(["spell"]);
  });
});

it("an ending is its answer, or throws what it is", () => {
  expect(answerOf({ type: "answer", answer: 2 })).toBe(2);
  expect(() => answerOf({ type: "failed", failure })).toThrow(TaskError);
  expect(() => answerOf({ type: "cancelled" })).toThrow("stopped");
});

import { describe, expect, it } from "vitest";
import type { Failure } from "../shared/errors.ts";
import { createConversation, type Ending, type Passing } from "./conversation.ts";
import type { ToWorker } from "./protocol.ts";
import { completes, doneOf, failedOf } from "./testing/answers.ts";
import { createFakeClock, settle } from "./testing/clock.ts";
import { type Answer, createFakeWorker } from "./testing/worker.ts";

const silence: Failure = { code: "load-timeout", message: "silent" };

function setUp(answer: Answer = () => {}) {
  const clock = createFakeClock();
  const worker = createFakeWorker(clock, answer);
  const conversation = createConversation(worker, clock);
  function ask(id: number, message: ToWorker = { type: "run", id, input: null, options: {} }) {
    const endings: Ending[] = [];
    const events: Passing[] = [];
    const settings = { onEvent: (event: Passing) => events.push(event), silenceMs: 1_000, silence };
    void conversation.ask(message, settings).then((ending) => endings.push(ending));
    return { endings, events };
  }
  return { clock, worker, conversation, ask };
}

describe("a conversation", () => {
  it("resolves with the event that ends the request, and leaves no timer", async () => {
    const { clock, ask } = setUp(completes("an output"));
    const asked = ask(1);
    await clock.drain();
    expect(asked.endings).toEqual([doneOf(1, "an output")]);
    expect(clock.now()).toBe(50);
    expect(clock.pendingCount).toBe(0);
  });

  it("hands on what comes on the way, and only for its own request", async () => {
    const { clock, worker, ask } = setUp();
    const [first, second] = [ask(1), ask(2)];
    worker.say({ type: "ready" });
    worker.say({ type: "progress", id: 2, done: 1, total: 3 });
    worker.say({ type: "partial", id: 1, output: "a" });
    worker.say({ type: "notice", id: 1, code: "input-truncated", values: { dropped: 3 } });
    worker.say(doneOf(2, "b"));
    await clock.advance(10);
    expect(first.events.map((event) => event.type)).toEqual(["partial", "notice"]);
    expect(second.events.map((event) => event.type)).toEqual(["progress"]);
    expect([first.endings.length, second.endings.length]).toEqual([0, 1]);
  });

  it("ignores what comes for a request that has ended or never was", async () => {
    const { clock, worker, conversation, ask } = setUp(completes("an output"));
    const asked = ask(1);
    await clock.drain();
    worker.say({ type: "partial", id: 1, output: "late" });
    worker.say(failedOf(1, "run-failed"));
    worker.say(doneOf(99, "whose?"));
    await clock.drain();
    expect(asked).toEqual({ endings: [doneOf(1, "an output")], events: [] });
    expect(conversation.ended).toBe(false);
  });

  it("ends everything that was asked when the worker crashes", async () => {
    const { clock, worker, conversation, ask } = setUp();
    const [first, second] = [ask(1), ask(2)];
    worker.crash("messageerror", 10);
    await clock.drain();
    const failure = { code: "worker-crashed", message: "The worker ended unexpectedly.", detail: "messageerror" };
    expect(first.endings).toEqual([{ type: "failed", id: 1, failure }]);
    expect(second.endings).toEqual([{ type: "failed", id: 2, failure }]);
    expect([worker.isTerminated, conversation.ended, clock.pendingCount]).toEqual([true, true, 0]);
  });

  it.each([
    ["a text", "hello"],
    ["an unknown type", { type: "hello", id: 1 }],
    ["a field of another kind", { type: "partial", id: "1", output: null }],
    ["an error code that is not in the list", { type: "failed", id: 1, failure: { code: "oops", message: "" } }],
    ["nothing", undefined],
  ])("ends a worker that says %s", async (_, rubbish) => {
    const { clock, worker, ask } = setUp();
    const asked = ask(1);
    worker.say(rubbish);
    await clock.drain();
    expect(asked.endings).toMatchObject([{ type: "failed", failure: { code: "worker-crashed" } }]);
    expect(worker.isTerminated).toBe(true);
  });

  it("counts a worker as lost after so much silence, not before", async () => {
    const { clock, worker, ask } = setUp();
    const asked = ask(1);
    await clock.advance(999);
    expect(asked.endings).toEqual([]);
    await clock.advance(1);
    expect(asked.endings).toEqual([{ type: "failed", id: 1, failure: silence }]);
    expect(worker.isTerminated).toBe(true);
  });

  it("takes anything at all for a sign of life", async () => {
    const { clock, worker, ask } = setUp();
    const asked = ask(1);
    for (const ms of [900, 1_800, 2_700]) worker.say({ type: "progress", id: 7, done: 1, total: 2 }, ms);
    await clock.advance(3_600);
    expect(asked.endings).toEqual([]);
    await clock.drain();
    expect(clock.now()).toBe(3_700);
    expect(asked.endings).toHaveLength(1);
  });

  it("answers at once, with the reason, when the worker has already ended", async () => {
    const { clock, conversation, ask } = setUp();
    conversation.end({ code: "device-lost", message: "gone" });
    const asked = ask(1);
    conversation.tell({ type: "stop", id: 1 });
    await settle();
    expect(asked.endings).toEqual([{ type: "failed", id: 1, failure: { code: "device-lost", message: "gone" } }]);
    expect(clock.pendingCount).toBe(0);
  });

  it("keeps the first reason of an end, and tells of it once", async () => {
    const { conversation, ask } = setUp();
    let calls = 0;
    conversation.whenEnded(() => {
      calls += 1;
    });
    const asked = ask(1);
    conversation.end({ code: "device-lost", message: "first" });
    conversation.end({ code: "run-failed", message: "second" });
    await settle();
    expect(asked.endings).toMatchObject([{ failure: { message: "first" } }]);
    expect(calls).toBe(1);
  });

  it("hears nothing more from a worker that has ended", async () => {
    const { clock, worker, conversation, ask } = setUp();
    const asked = ask(1);
    worker.say({ type: "partial", id: 1, output: "too late" });
    conversation.end({ code: "run-failed", message: "stopped" });
    await clock.drain();
    expect(asked.events).toEqual([]);
  });

  it("fails a request that cannot be cloned, and keeps the worker, which has not seen it", async () => {
    const { clock, worker, conversation, ask } = setUp(completes("an output"));
    const asked = ask(1, { type: "run", id: 1, input: () => {}, options: {} });
    await settle();
    expect(asked.endings).toMatchObject([{ type: "failed", id: 1, failure: { code: "input-invalid" } }]);
    expect([worker.received.length, conversation.ended, clock.pendingCount]).toEqual([0, false, 0]);
    const next = ask(2);
    await clock.drain();
    expect(next.endings).toEqual([doneOf(2, "an output")]);
  });
});

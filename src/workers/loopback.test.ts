import { describe, expect, it } from "vitest";
import { Stopped, TaskError } from "../shared/errors.ts";
import { createFakeClock } from "../shared/testing/clock.ts";
import { createLoopback } from "../shared/testing/loopback.ts";
import { type ClientEvent, createClient } from "./client.ts";
import { createRunner } from "./runner.ts";
import { requestOf, roomy, times } from "./testing/client.ts";
import { createFakeEngine, type FakeEngine } from "./testing/engine.ts";

const ms = { preprocess: 1, run: 2, postprocess: 3 };

/** The real client and real runners, one for each worker that it opens. */
function setUp(prepare: (engine: FakeEngine) => void = () => {}) {
  const engines: FakeEngine[] = [];
  const client = createClient({
    openWorker() {
      const engine = createFakeEngine();
      prepare(engine);
      engines.push(engine);
      return createLoopback((post) => createRunner(engine, post));
    },
    clock: createFakeClock(),
    limits: { ...roomy, maxResident: 1 },
    ...times,
  });
  function start(model: string, onEvent: (event: ClientEvent) => void = () => {}) {
    const events: ClientEvent[] = [];
    const { outcome, stop } = client.run(requestOf(model), (event) => {
      events.push(event);
      onEvent(event);
    });
    return { outcome, stop, events };
  }
  return { engines, client, start };
}

describe("client and runner", () => {
  it("bring a run to its end, with what it told on the way", async () => {
    const { start } = setUp((engine) => {
      engine.run = async (input, _options, context) => {
        context.progress(1, 1);
        context.emit("half");
        context.measure({ tokens: 2 });
        return { output: { input, data: new Float32Array([1, 2]) }, ms };
      };
    });
    const run = start("a");
    const output = { input: { text: "a text" }, data: new Float32Array([1, 2]) };
    expect(await run.outcome).toMatchObject({ type: "done", answer: { output, ms, figures: { tokens: 2 } } });
    expect(run.events.map((event) => event.type)).toEqual(["running", "progress", "partial"]);
  });

  it("stop a run softly, to its last held word, and use the model again", async () => {
    const { engines, start } = setUp((engine) => {
      engine.run = async (_input, _options, { signal, emit }) => {
        emit("a");
        emit("a b");
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        throw new Stopped();
      };
    });
    const run = start("a", (event) => {
      if (event.type === "partial") run.stop();
    });
    expect(await run.outcome).toEqual({ type: "cancelled" });
    expect(run.events).toMatchObject([{ type: "running" }, { output: "a" }, { output: "a b" }]);
    const again = start("a", (event) => {
      if (event.type === "partial") again.stop();
    });
    expect(await again.outcome).toEqual({ type: "cancelled" });
    expect(engines).toHaveLength(1);
  });

  it("keep a worker whose input was refused, and replace one whose run failed", async () => {
    let failure: unknown = new TaskError("input-invalid", "no faces");
    const { engines, start } = setUp((engine) => {
      engine.run = () => Promise.reject(failure);
    });
    expect(await start("a").outcome).toMatchObject({ type: "failed", failure: { code: "input-invalid" } });
    failure = new Error("bad_alloc");
    expect(await start("a").outcome).toMatchObject({ type: "failed", failure: { code: "out-of-memory" } });
    expect(engines).toHaveLength(1);
    expect(await start("a").outcome).toMatchObject({ type: "failed" });
    expect(engines).toHaveLength(2);
  });

  it("hand a worker from one model to the next", async () => {
    const { engines, start } = setUp();
    await start("a").outcome;
    expect(await start("b").outcome).toMatchObject({ type: "done" });
    expect(engines.map((engine) => engine.calls.filter((call) => call === "dispose").length)).toEqual([1]);
  });
});

import { describe, expect, it } from "vitest";
import { Stopped, TaskError } from "../shared/errors.ts";
import type { FromCallee } from "../shared/rpc/verb.ts";
import { settle } from "../shared/testing/clock.ts";
import type { RunContext } from "../tasks/run.ts";
import { createRunner } from "./runner.ts";
import { compiledOf, ranWith, reportOf } from "./testing/answers.ts";
import { requestOf } from "./testing/client.ts";
import { ask, createFakeEngine, loadMessage, runMessage } from "./testing/engine.ts";

const endings: readonly FromCallee["type"][] = ["answer", "failed", "cancelled"];

function setUp() {
  const engine = createFakeEngine();
  const runner = createRunner(engine, engine.post);
  return {
    engine,
    runner,
    typesOf: () => engine.posted.map((message) => message.type),
    endingsOf: (id: number) =>
      engine.posted.filter((message) => endings.includes(message.type) && "id" in message && message.id === id),
    eventsOf: (id: number) =>
      engine.posted.flatMap((message) => (message.type === "event" && message.id === id ? [message.event] : [])),
  };
}

/** A runner with a model loaded by request 1, and nothing posted. */
async function setUpLoaded() {
  const set = setUp();
  await set.runner.receive(loadMessage(1));
  set.engine.posted.length = 0;
  return set;
}

/** Resolves or rejects when the run is asked to stop. */
function untilStopped({ signal }: RunContext<unknown>): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

const { ms } = ranWith(undefined);

describe("a load", () => {
  it("tells what it compiled, unless that was given to it", async () => {
    const { engine, runner, eventsOf } = setUp();
    const compiled = compiledOf("jspi");
    engine.compiled = async () => compiled;
    await runner.receive(loadMessage(1));
    await runner.receive(ask(2, "dispose", null));
    const { taskId, checkpoint, sources } = requestOf("owner/name");
    await runner.receive(ask(3, "load", { taskId, checkpoint, sources, compiled }));
    expect([eventsOf(1), eventsOf(3)]).toMatchObject([[{ type: "compiled", compiled: { build: "jspi" } }], []]);
  });

  it("tells of its progress and ends in one loaded, after the warm-up", async () => {
    const { engine, runner } = setUp();
    const { openCheckpoint } = engine;
    engine.openCheckpoint = (request, onLoading) => {
      onLoading({ phase: "download", loadedBytes: 5, totalBytes: null });
      return openCheckpoint(request, onLoading);
    };
    engine.warmUp = async () => {
      engine.calls.push("warmUp");
    };
    await runner.receive(loadMessage(1));
    expect(engine.posted).toEqual([
      { type: "event", id: 1, event: { type: "loading", phase: "download", loadedBytes: 5, totalBytes: null } },
      { type: "event", id: 1, event: { type: "loading", phase: "compile", loadedBytes: 123, totalBytes: 123 } },
      { type: "answer", id: 1, answer: reportOf(123) },
    ]);
    expect(engine.calls).toEqual(["markLoaded", "warmUp", "markCompiled"]);
  });

  it("does not warm up on wasm, which compiles no shaders", async () => {
    const { engine, runner } = setUp();
    engine.warmUp = () => Promise.reject(new Error("no warm-up was expected"));
    await runner.receive(loadMessage(1, "wasm"));
    expect(engine.posted.map((message) => message.type)).toEqual(["answer"]);
  });

  it("fails with the code of our own errors and a class of the others", async () => {
    const { engine, runner, endingsOf } = setUp();
    engine.open = () => Promise.reject(new TaskError("model-unsupported", "no such graph", "model.onnx"));
    await runner.receive(loadMessage(1));
    engine.open = () => Promise.reject(new Error("bad_alloc"));
    await runner.receive(loadMessage(2));
    expect(endingsOf(1)).toMatchObject([
      { type: "failed", failure: { code: "model-unsupported", message: "no such graph", detail: "model.onnx" } },
    ]);
    expect(endingsOf(2)).toMatchObject([{ type: "failed", failure: { code: "out-of-memory", message: "bad_alloc" } }]);
  });

  it("fails when the task is not known or the checkpoint cannot be opened", async () => {
    const { engine, runner, endingsOf } = setUp();
    engine.openCheckpoint = () => Promise.reject(new TaskError("model-not-found", "not there"));
    await runner.receive(loadMessage(1));
    engine.findTask = () => Promise.reject(new Error("no such task"));
    await runner.receive(loadMessage(2));
    expect(endingsOf(1)).toMatchObject([{ type: "failed", failure: { code: "model-not-found" } }]);
    expect(endingsOf(2)).toMatchObject([{ type: "failed", failure: { code: "run-failed" } }]);
  });

  it("fails, though the library never settles, when a file has failed", async () => {
    const { engine, runner, endingsOf } = setUp();
    engine.open = () => new Promise(() => {});
    const loading = runner.receive(loadMessage(1));
    await settle();
    engine.failFile(new TaskError("network-refused", "a shard did not come"));
    await loading;
    expect(endingsOf(1)).toMatchObject([{ type: "failed", failure: { code: "network-refused" } }]);
  });

  it("fails when a file fails or the warm-up throws while warming up", async () => {
    const first = setUp();
    first.engine.warmUp = () => new Promise(() => {});
    const loading = first.runner.receive(loadMessage(1));
    await settle();
    first.engine.failFile(new TaskError("file-corrupt", "cut short"));
    await loading;
    expect(first.endingsOf(1)).toMatchObject([{ type: "failed", failure: { code: "file-corrupt" } }]);

    const second = setUp();
    second.engine.classified = "device-lost";
    second.engine.warmUp = () => Promise.reject(new Error("device lost"));
    await second.runner.receive(loadMessage(1));
    expect(second.endingsOf(1)).toMatchObject([{ type: "failed", failure: { code: "device-lost" } }]);
  });
});

describe("a load that is only to be made ready", () => {
  it("may fetch what the browser does not have once it is wanted", async () => {
    const { engine, runner, endingsOf } = setUp();
    const { openCheckpoint } = engine;
    engine.openCheckpoint = async (request, onLoading, mayFetch) => {
      await mayFetch;
      engine.calls.push("fetched");
      return openCheckpoint(request, onLoading);
    };
    const { taskId, checkpoint, sources } = requestOf("owner/name", { device: "wasm" });
    const loading = runner.receive(ask(1, "load", { taskId, checkpoint, sources, keptOnly: true }));
    await settle();
    expect(engine.calls).toEqual([]);
    await runner.receive(ask(2, "want", null));
    await loading;
    expect([endingsOf(2).length, endingsOf(1)]).toMatchObject([1, [{ type: "answer" }]]);
    expect(engine.calls[0]).toBe("fetched");
  });
});

describe("a start", () => {
  it("starts the runtime, finds the task and loads nothing, and a load may follow", async () => {
    const { engine, runner, endingsOf } = setUp();
    const { findTask } = engine;
    engine.findTask = (taskId) => {
      engine.calls.push(taskId);
      return findTask(taskId);
    };
    await runner.receive(ask(1, "start", { runtime: { threads: 1 }, taskId: "some-task" }));
    expect([engine.calls, endingsOf(1)]).toMatchObject([["start", "some-task"], [{ type: "answer", answer: null }]]);
    await runner.receive(loadMessage(2, "wasm"));
    expect(endingsOf(2)).toMatchObject([{ type: "answer" }]);
  });
});

describe("a run", () => {
  it("ends in one answer with output, times and figures", async () => {
    const { engine, runner } = await setUpLoaded();
    engine.run = async (input, options, context) => {
      context.measure({ firstTokenMs: 4 });
      context.measure({ tokens: 7 });
      return { output: [input, options], ms };
    };
    await runner.receive(runMessage(2));
    const figures = { firstTokenMs: 4, tokens: 7 };
    expect(engine.posted).toEqual([{ type: "answer", id: 2, answer: { output: ["an input", {}], ms, figures } }]);
  });

  it("tells what the graphs were fed where that was asked for", async () => {
    const { engine, runner } = await setUpLoaded();
    await runner.receive(ask(2, "run", { input: "an input", options: {}, trace: true }));
    expect(engine.calls).toContain("startTrace");
    expect(engine.posted).toMatchObject([
      { answer: { feeds: [{ graph: "model", name: "input_ids", dims: [1, 2], data: [5, 6] }] } },
    ]);
  });

  it("moves the output's buffers instead of copying them, and copies those of partials", async () => {
    const { engine, runner } = await setUpLoaded();
    const data = new Float32Array([1, 2, 3]);
    const growing = new Float32Array([1, 2]);
    engine.run = async (_input, _options, context) => {
      context.emit({ data: growing });
      return { output: { data }, ms };
    };
    await runner.receive(runMessage(2));
    expect(engine.posted.at(-1)).toMatchObject({ answer: { output: { data: new Float32Array([1, 2, 3]) } } });
    expect([data.length, growing.length]).toEqual([0, 2]);
  });

  it("tells of progress and notices as they come", async () => {
    const { engine, runner, eventsOf } = await setUpLoaded();
    engine.run = async (_input, _options, context) => {
      context.progress(1, 2);
      context.notice("input-truncated", { dropped: 12 });
      context.notice("stopped-early");
      return { output: null, ms };
    };
    await runner.receive(runMessage(2));
    expect(eventsOf(2)).toEqual([
      { type: "progress", done: 1, total: 2 },
      { type: "notice", code: "input-truncated", values: { dropped: 12 } },
      { type: "notice", code: "stopped-early", values: {} },
    ]);
  });

  it("holds partials back that come faster than they can be drawn", async () => {
    const { engine, runner, eventsOf } = await setUpLoaded();
    engine.run = async (_input, _options, context) => {
      for (let step = 0; step <= 20; step += 1) {
        engine.nowMs = step * 10;
        context.emit(step);
      }
      return { output: "all of it", ms };
    };
    await runner.receive(runMessage(2));
    expect(eventsOf(2)).toEqual([0, 8, 16].map((output) => ({ type: "partial", output })));
    expect(engine.posted.at(-1)).toMatchObject({ answer: { output: "all of it" } });
  });

  it.each([
    ["throws Stopped", () => Promise.reject(new Stopped())],
    ["ends all the same", async () => ({ output: "all of it", ms })],
  ])("shows the last held partial and is cancelled, once, when it is stopped and %s", async (_, end) => {
    const { engine, runner } = await setUpLoaded();
    engine.run = async (_input, _options, context) => {
      for (const text of ["a", "ab", "abc"]) context.emit(text);
      await untilStopped(context);
      return await end();
    };
    const running = runner.receive(runMessage(2));
    await settle();
    await runner.receive({ type: "stop", id: 2 });
    await running;
    expect(engine.posted).toEqual([
      { type: "event", id: 2, event: { type: "partial", output: "a" } },
      { type: "event", id: 2, event: { type: "partial", output: "abc" } },
      { type: "cancelled", id: 2 },
    ]);
  });

  it("does not show a partial twice when it is stopped", async () => {
    const { engine, runner, typesOf } = await setUpLoaded();
    engine.run = async (_input, _options, context) => {
      context.emit("a");
      await untilStopped(context);
      throw new Stopped();
    };
    const running = runner.receive(runMessage(2));
    await settle();
    await runner.receive({ type: "stop", id: 2 });
    await running;
    expect(typesOf()).toEqual(["event", "cancelled"]);
  });

  it("is not stopped by the stop of another", async () => {
    const { engine, runner, endingsOf } = await setUpLoaded();
    let go = (): void => {};
    engine.run = async (_input, _options, { signal }) => {
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      return { output: signal.aborted, ms };
    };
    await runner.receive({ type: "stop", id: 2 });
    const running = runner.receive(runMessage(2));
    await runner.receive({ type: "stop", id: 1 });
    await runner.receive({ type: "stop", id: 3 });
    go();
    await running;
    expect(endingsOf(2)).toMatchObject([{ answer: { output: false } }]);
  });

  it("fails with the code of our own errors and a class of the others", async () => {
    const { engine, runner, endingsOf } = await setUpLoaded();
    engine.run = () => Promise.reject(new TaskError("input-invalid", "no faces"));
    await runner.receive(runMessage(2));
    engine.run = () => Promise.reject(new Error("bad_alloc"));
    await runner.receive(runMessage(3));
    engine.run = () => Promise.reject("a text");
    await runner.receive(runMessage(4));
    expect(endingsOf(2)).toEqual([{ type: "failed", id: 2, failure: { code: "input-invalid", message: "no faces" } }]);
    expect(endingsOf(3)).toMatchObject([{ type: "failed", failure: { code: "out-of-memory", message: "bad_alloc" } }]);
    expect(endingsOf(4)).toMatchObject([{ type: "failed", failure: { code: "out-of-memory", message: "a text" } }]);
  });

  it("fails, once, when its output cannot be cloned", async () => {
    const { engine, runner, typesOf } = await setUpLoaded();
    engine.run = async () => ({ output: () => {}, ms });
    await runner.receive(runMessage(2));
    expect(typesOf()).toEqual(["failed"]);
  });

  it("fails before anything is loaded", async () => {
    const { engine, runner } = setUp();
    await runner.receive(runMessage(1));
    expect(engine.posted).toMatchObject([{ type: "failed", id: 1, failure: { code: "run-failed" } }]);
  });
});

describe("a dispose", () => {
  it("gives the model back, after which another can be loaded but none be run", async () => {
    const { engine, runner, typesOf } = await setUpLoaded();
    await runner.receive(ask(2, "dispose", null));
    expect(engine.calls.slice(-2)).toEqual(["dispose of the task", "dispose"]);
    await runner.receive(runMessage(3));
    await runner.receive(loadMessage(4));
    await runner.receive(runMessage(5));
    expect(typesOf()).toEqual(["answer", "failed", "answer", "answer"]);
  });

  it("fails when the model does not let go", async () => {
    const { engine, runner } = await setUpLoaded();
    engine.dispose = () => Promise.reject(new Error("still in use"));
    await runner.receive(ask(2, "dispose", null));
    expect(engine.posted).toMatchObject([
      { type: "failed", id: 2, failure: { code: "worker-crashed", message: "still in use" } },
    ]);
  });

  it("of nothing is answered too", async () => {
    const { engine, runner } = setUp();
    await runner.receive(ask(1, "dispose", null));
    expect(engine.posted).toEqual([{ type: "answer", id: 1, answer: null }]);
  });
});

describe("a message that is not in the protocol", () => {
  it.each([
    ["nothing", undefined],
    ["an unknown type", { type: "hello", id: 1 }],
    ["an unknown verb", ask(1, "hello", null)],
    ["a load without a checkpoint", ask(1, "load", { taskId: "some-task" })],
  ])("rejects, which ends the worker: %s", async (_, data) => {
    const { engine, runner } = setUp();
    await expect(runner.receive(data)).rejects.toThrow();
    expect(engine.posted).toEqual([]);
  });
});

describe("counting tokens", () => {
  const subject = { kind: "texts" as const, texts: ["a"] };
  const { checkpoint, sources } = requestOf("owner/name");
  const tokensMessage = (id: number, from = checkpoint) => ask(id, "tokens", { checkpoint: from, sources, subject });
  const tokenizer = {
    encode: () => ({ ids: [1, 2], typeIds: [0, 0], dropped: 0 }),
    chat: () => [],
    hasChatTemplate: false,
    pieceOf: () => "a",
    specialIds: new Set<number>(),
    maxLength: 8,
  };

  it("needs no loaded model, and fetches a tokenizer once", async () => {
    const { engine, runner, typesOf } = setUp();
    engine.openTokenizer = async (_request, onLoading) => {
      engine.calls.push("openTokenizer");
      onLoading({ phase: "download", loadedBytes: 5, totalBytes: null });
      return { tokenizer, config: {} };
    };
    await runner.receive(tokensMessage(1));
    await runner.receive(tokensMessage(2));
    expect(typesOf()).toEqual(["event", "answer", "answer"]);
    expect(engine.calls).toEqual(["openTokenizer"]);
    await runner.receive(tokensMessage(3, { ...checkpoint, model: "other/one" }));
    expect(engine.calls).toEqual(["openTokenizer", "openTokenizer"]);
  });

  it("tells its own failure, and tries again when asked again", async () => {
    const { engine, runner, endingsOf, typesOf } = setUp();
    engine.openTokenizer = () => Promise.reject(new TaskError("network-refused", "no"));
    await runner.receive(tokensMessage(1));
    expect(endingsOf(1)).toEqual([{ type: "failed", id: 1, failure: { code: "network-refused", message: "no" } }]);
    engine.openTokenizer = async () => ({ tokenizer, config: {} });
    await runner.receive(tokensMessage(2));
    expect(typesOf()).toEqual(["failed", "answer"]);
  });
});

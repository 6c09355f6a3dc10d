import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../../shared/media.ts";
import type { MessagesDraft } from "../inputs/messages/chat.ts";
import { createTestApp } from "../testing/app.ts";
import { doneWith, report, settled } from "../testing/client.ts";
import { cpuFacts, gpuFacts } from "../testing/environment.ts";
import { inlineTextOf } from "./result-json.ts";
import { isBusy } from "./run.ts";

async function createFilledApp(settings: Parameters<typeof createTestApp>[0] = {}) {
  const app = await createTestApp(settings);
  app.state().setDraft("texts", { kind: "list", value: "one\ntwo" });
  return app;
}

const running = { type: "running", report, loadedNow: true } as const;
const loading = { type: "loading", phase: "download", loadedBytes: 10, totalBytes: 100 } as const;

describe("a run", () => {
  it("goes from loading over compiling and running to done, each press counting one", async () => {
    const { state, workers } = await createFilledApp();
    void state().start();
    expect(state().run).toMatchObject({ status: "loading", order: { number: 1 }, loadedBytes: undefined });
    workers.last.say(loading);
    expect(state().run).toMatchObject({ status: "loading", loadedBytes: 10, totalBytes: 100 });
    workers.last.say({ ...loading, phase: "compile" });
    workers.last.say({ ...loading, totalBytes: null });
    expect(state().run).toMatchObject({ status: "compiling", totalBytes: undefined });
    workers.last.say(running);
    expect(state().run.status).toBe("running");
    await workers.last.end(doneWith([1]));
    expect(state().run).toMatchObject({
      status: "done",
      json: { text: "[1]" },
      report: { task: "feature-extraction", ms: { download: 800, run: 40 }, threads: 2, isolated: true },
    });
    void state().start();
    expect(state().run).toMatchObject({ order: { number: 2 } });
  });

  it("hands the worker what is on screen", async () => {
    const { state, workers } = await createFilledApp();
    state().setOption("pooling", "cls");
    void state().start();
    expect(workers.last.request).toMatchObject({
      taskId: "feature-extraction",
      checkpoint: { model: "embedded/multilingual-e5-small-enzh", revision: "main", device: "webgpu", dtype: "q4" },
      input: { texts: ["one", "two"] },
      options: { pooling: "cls", normalize: true, prompt_name: "auto" },
      sources: { embeddedBase: "https://site.example/models/", endpoints: [{}, {}] },
    });
  });

  it("starts with running where the model is loaded already, and counts no loading", async () => {
    const { state, workers } = await createFilledApp();
    workers.setResident(true);
    void state().start();
    expect(state().run.status).toBe("running");
    workers.last.say({ ...running, loadedNow: false });
    await workers.last.end(doneWith([1]));
    expect(state().run).toMatchObject({
      report: { ms: { download: 0, load: 0, compile: 0, run: 40 }, networkBytes: 0 },
    });
  });

  it("is not started twice", async () => {
    const { state, workers } = await createFilledApp();
    void state().start();
    void state().start();
    expect(workers.runs).toHaveLength(1);
  });

  it("ends in failed with the failure, the input kept", async () => {
    const { state, workers } = await createFilledApp();
    void state().start();
    await workers.last.end({ type: "failed", failure: { code: "network-silent", message: "no answer" } });
    expect(state().run).toMatchObject({ status: "failed", failure: { code: "network-silent" }, field: undefined });
    expect(state().drafts["feature-extraction"]).toMatchObject({ texts: { value: "one\ntwo" } });
  });

  it("fails where its result cannot be written down", async () => {
    const { state, workers, answerJsonWith } = await createFilledApp();
    answerJsonWith(() => Promise.reject(new TypeError("no such field")));
    void state().start();
    workers.last.say(running);
    await workers.last.end(doneWith([1]));
    expect(state().run).toMatchObject({ status: "failed", failure: { code: "run-failed", message: "no such field" } });
  });

  it("keeps what was there when it is stopped", async () => {
    const { state, workers } = await createFilledApp();
    void state().start();
    workers.last.say(running);
    workers.last.say({ type: "partial", output: ["half"] });
    state().stop();
    expect(workers.last.isStopped).toBe(true);
    expect(state().run).toMatchObject({ status: "running", stopping: true });
    await workers.last.end({ type: "cancelled" });
    expect(state().run).toMatchObject({
      status: "cancelled",
      result: { output: ["half"] },
      json: { text: '["half"]' },
    });
  });
});

describe("status and result", () => {
  it("change together: no state is done without its JSON", async () => {
    const { state, store, workers, answerJsonWith } = await createFilledApp();
    let answer = (_: unknown): void => {};
    answerJsonWith(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const seen: string[] = [];
    store.subscribe(({ run }) => seen.push(run.status));
    void state().start();
    workers.last.say(running);
    await workers.last.end(doneWith([1]));
    expect(state().run.status).toBe("running");
    answer([7]);
    await settled();
    expect(state().run).toMatchObject({ status: "done", json: { text: "[7]" } });
    expect(new Set(seen)).toEqual(new Set(["loading", "running", "done"]));
  });

  it("a partial result is written down at most five times a second, the last one at once with the end", async () => {
    const { state, workers, pass, answerJsonWith } = await createFilledApp();
    const written: unknown[] = [];
    answerJsonWith(async ({ output }) => {
      written.push(output);
      return output;
    });
    void state().start();
    workers.last.say(running);
    for (let step = 0; step < 20; step += 1) {
      workers.last.say({ type: "partial", output: [step] });
      await settled();
      pass(50);
      await settled();
    }
    expect(written.length).toBeGreaterThanOrEqual(4);
    expect(written.length).toBeLessThanOrEqual(6);
    await workers.last.end(doneWith(["all"]));
    expect(written.at(-1)).toEqual(["all"]);
  });

  it("of more than 1 MB goes under an address of its own, which is given up with the next run", async () => {
    const { state, workers, blobs } = await createFilledApp();
    void state().start();
    workers.last.say(running);
    await workers.last.end(doneWith(["x".repeat(1_100_000)]));
    const { run } = state();
    if (run.status !== "done") throw new Error(run.status);
    expect(JSON.parse(inlineTextOf(run.json))).toEqual({ href: "blob:0", bytes: 1_100_004 });
    expect(blobs.size).toBe(1);
    void state().start();
    expect(blobs.size).toBe(0);
  });

  it("stay when the input is edited, and say so", async () => {
    const { state, workers } = await createFilledApp();
    void state().start();
    workers.last.say(running);
    await workers.last.end(doneWith([1]));
    state().setDraft("texts", { kind: "list", value: "three" });
    expect(state().run).toMatchObject({ status: "done", stale: true, json: { text: "[1]" } });
  });

  it("are of the old input when that is edited while it runs", async () => {
    const { state, workers } = await createFilledApp();
    void state().start();
    state().setOption("normalize", false);
    workers.last.say(running);
    await workers.last.end(doneWith([1]));
    expect(state().run).toMatchObject({ status: "done", stale: true, order: { options: { normalize: true } } });
  });

  it.each([
    ["task", (app: Awaited<ReturnType<typeof createFilledApp>>) => app.state().setTask("sentence-similarity")],
    ["model", (app: Awaited<ReturnType<typeof createFilledApp>>) => app.state().setModel("Xenova/all-MiniLM-L6-v2")],
    ["device", (app: Awaited<ReturnType<typeof createFilledApp>>) => app.state().setDevice("wasm")],
    ["dtype", (app: Awaited<ReturnType<typeof createFilledApp>>) => app.state().setDtype("fp32")],
  ])("go when the %s changes, and what still runs is stopped and forgotten", async (_, change) => {
    const app = await createFilledApp();
    void app.state().start();
    app.workers.last.say(running);
    await change(app);
    expect(app.state().run).toEqual({ status: "idle", number: 1 });
    expect(app.workers.last.isStopped).toBe(true);
    await app.workers.last.end(doneWith([1]));
    expect(app.state().run).toEqual({ status: "idle", number: 1 });
  });
});

describe("what is refused before any worker is asked", () => {
  it("an empty input, by its field, until it is edited", async () => {
    const { state, workers } = await createTestApp();
    await state().start();
    expect(state().run).toMatchObject({ status: "failed", failure: { code: "input-empty" }, field: "texts" });
    expect(workers.runs).toHaveLength(0);
    state().setDraft("texts", { kind: "list", value: "a" });
    expect(state().run).toMatchObject({ status: "failed", stale: true });
  });

  it("an input that is too large, which stays", async () => {
    const { state, workers } = await createTestApp();
    const value = "word ".repeat(400_000);
    state().setDraft("texts", { kind: "list", value });
    await state().start();
    expect(state().run).toMatchObject({ status: "failed", failure: { code: "input-too-large" }, field: "texts" });
    expect(state().drafts["feature-extraction"]).toMatchObject({ texts: { value } });
    expect(workers.runs).toHaveLength(0);
  });

  it("half precision on a GPU without it", async () => {
    const { adapter } = gpuFacts;
    if (!adapter) throw new Error("no adapter");
    const facts = { ...gpuFacts, adapter: { ...adapter, shaderF16: false } };
    const { state, workers } = await createFilledApp({ facts });
    state().setModel("Xenova/all-MiniLM-L6-v2");
    state().setDtype("fp16");
    await state().start();
    expect(state().run).toMatchObject({ status: "failed", failure: { code: "f16-missing" } });
    expect(workers.runs).toHaveLength(0);
  });

  it("what is no model, told at once and again at Run; the last good one stays", async () => {
    const { state, workers } = await createFilledApp();
    state().setModel("not a model");
    expect(state().notices).toMatchObject([{ code: "model-not-found", values: { model: "not a model" } }]);
    await state().start();
    expect(state().run).toMatchObject({ status: "failed", failure: { code: "model-not-found" } });
    expect(workers.runs).toHaveLength(0);
    state().setModel("embedded/multilingual-e5-small-enzh");
    expect(state()).toMatchObject({ badModel: undefined, notices: [] });
  });
});

describe("WebGPU where there is none", () => {
  it.each([
    ["webgpu-unavailable", cpuFacts],
    ["insecure-context", { ...cpuFacts, secure: false }],
  ] as const)("runs on WASM in the model's dtype for it, and says %s", async (code, facts) => {
    const { state, workers } = await createFilledApp({ facts });
    state().setModel("Xenova/all-MiniLM-L6-v2");
    void state().start();
    expect(workers.last.request.checkpoint).toMatchObject({ device: "wasm", dtype: "q8" });
    workers.last.say(running);
    await workers.last.end(doneWith([1]));
    expect(state().run).toMatchObject({
      order: { asked: { device: "webgpu", dtype: "fp32" }, fallback: code },
      report: { device: "wasm", dtype: "q8", fallback: code },
    });
  });
});

describe("a chat", () => {
  it("goes on: the turn and its reply become the past, the result stays of this input", async () => {
    const { state, workers } = await createTestApp({ hash: "#task=text-generation" });
    state().setDraft("messages", { kind: "messages", value: { turns: [], text: "Hello" } });
    void state().start();
    expect(workers.last.request.input).toEqual({ messages: [{ role: "user", content: "Hello" }] });
    // What was asked is in the conversation at once, and the next turn can be written.
    expect(state().drafts["text-generation"]).toMatchObject({ messages: { value: { turns: [{}], text: "" } } });
    workers.last.say(running);
    const turns = [
      { role: "user", content: "Hello" },
      { role: "assistant", content: "Hi." },
    ];
    await workers.last.end(doneWith([{ generated_text: turns, tokens: [] }]));
    expect(state().drafts["text-generation"]).toEqual({ messages: { kind: "messages", value: { turns, text: "" } } });
    expect(state().run).toMatchObject({ status: "done", stale: false });
  });

  it("goes on with the whole reply, not with what was written of it so far", async () => {
    const { state, workers, pass } = await createTestApp({ hash: "#task=text-generation" });
    state().setDraft("messages", { kind: "messages", value: { turns: [], text: "Hello" } });
    void state().start();
    workers.last.say(running);
    workers.last.say({
      type: "partial",
      output: [{ generated_text: [turns[0], { role: "assistant", content: "H" }] }],
    });
    await settled();
    pass(200);
    await settled();
    expect(state().run).toMatchObject({ status: "running", json: { text: expect.stringContaining('"H"') } });
    await workers.last.end(doneWith([{ generated_text: turns, tokens: [] }]));
    expect(state().drafts["text-generation"]).toEqual({ messages: { kind: "messages", value: { turns, text: "" } } });
  });

  const turns: readonly ChatMessage[] = [
    { role: "user", content: "Hello" },
    { role: "assistant", content: "Hi." },
  ];
  const asked = turns.slice(0, 1);
  const begun: MessagesDraft = { turns: [{ role: "system", content: "Be brief." }], text: "" };

  it.each<[string, MessagesDraft, MessagesDraft]>([
    ["does not lose the turn that is written", { turns: asked, text: "And then" }, { turns, text: "And then" }],
    ["stays new where a new one is begun", begun, begun],
  ])("%s while it answers", async (_, written, expected) => {
    const { state, workers } = await createTestApp({ hash: "#task=text-generation" });
    state().setDraft("messages", { kind: "messages", value: { turns: [], text: "Hello" } });
    void state().start();
    workers.last.say(running);
    state().setDraft("messages", { kind: "messages", value: written });
    await workers.last.end(doneWith([{ generated_text: turns, tokens: [] }]));
    expect(state().drafts["text-generation"]).toEqual({ messages: { kind: "messages", value: expected } });
  });

  it("answers the same turn once more: the old reply stays in sight, then gives its place to the new one", async () => {
    const { state, workers } = await createTestApp({ hash: "#task=text-generation" });
    state().setDraft("messages", { kind: "messages", value: { turns: [], text: "Hello" } });
    void state().start();
    workers.last.say(running);
    await workers.last.end(doneWith([{ generated_text: turns, tokens: [] }]));
    state().setOption("max_new_tokens", 7);
    state().setDraft("messages", { kind: "messages", value: { turns, text: "And then" } });

    void state().again({ options: { do_sample: true, top_k: -1 } });
    expect(workers.last.request.input).toEqual({ messages: [{ role: "user", content: "Hello" }] });
    // What a view asks for counts for this run alone; what no panel would take is left out.
    expect(workers.last.request.options).toMatchObject({ max_new_tokens: 7, do_sample: true, top_k: null });
    expect(state().options["text-generation"]).toEqual({ max_new_tokens: 7 });
    expect(state().run).toMatchObject({
      order: { number: 2, replaces: { first: 1, result: { output: [{ tokens: [] }] } } },
    });

    workers.last.say(running);
    const other = [turns[0], { role: "assistant", content: "Good day." }];
    await workers.last.end(doneWith([{ generated_text: other, tokens: [] }]));
    // The old one is a step away.
    const value = { turns: other, text: "And then", branches: { others: [turns], place: 1 } };
    expect(state().drafts["text-generation"]).toEqual({ messages: { kind: "messages", value } });
  });

  it("stops a run that nobody waits for while its model is loaded, and lets one that has begun come to its result", async () => {
    const { state, workers } = await createFilledApp();
    void state().start();
    workers.last.say(running);
    state().stopLoading();
    expect(workers.last.isStopped).toBe(false);
    await workers.last.end(doneWith([1]));
    await expect.poll(() => state().run.status).toBe("done");

    void state().start(true, true);
    state().stopLoading();
    expect(workers.last.isStopped).toBe(true);
    await workers.last.end({ type: "cancelled" });
    await expect.poll(() => state().run.status).toBe("cancelled");
  });

  it("puts JSON that a view wrote itself under an address, and its beginning at hand", async () => {
    const { state, workers, answerJsonWith, blobs } = await createFilledApp();
    const blob = new Blob([`[${"1,".repeat(600_000)}1]`]);
    answerJsonWith(async () => blob);
    void state().start();
    await workers.last.end(doneWith([1]));
    await expect.poll(() => state().run.status).toBe("done");
    const { run } = state();
    if (run.status !== "done") throw new Error("not done");
    expect(JSON.parse(inlineTextOf(run.json))).toEqual({ href: "blob:0", bytes: 1_200_003 });
    expect(blobs.get("blob:0")).toBe(blob);
    expect(run.json.text).toMatch(/^\[1,1/);
    expect(run.json.text.length).toBeLessThan(blob.size);
  });

  it("has nothing to answer once more before there was a result", async () => {
    const { state, workers } = await createTestApp({ hash: "#task=text-generation" });
    void state().again({});
    expect(workers.runs).toEqual([]);
  });

  it("keeps the turn being written when the run fails", async () => {
    const { state, workers } = await createTestApp({ hash: "#task=text-generation" });
    state().setDraft("messages", { kind: "messages", value: { turns: [], text: "Hello" } });
    void state().start();
    await workers.last.end({ type: "failed", failure: { code: "worker-crashed", message: "" } });
    expect(state().drafts["text-generation"]).toEqual({
      messages: { kind: "messages", value: { turns: [], text: "Hello" } },
    });
    expect(isBusy(state().run)).toBe(false);
  });
});

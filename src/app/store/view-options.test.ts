import { describe, expect, it } from "vitest";
import type { ResultData } from "../../tasks/visualizer.ts";
import { createTestApp } from "../testing/app.ts";
import { doneWith, report, settled } from "../testing/client.ts";

const running = { type: "running", report, loadedNow: true } as const;

/** Classification of a text, whose JSON is the options that it was made under. */
async function createClassifyingApp() {
  const app = await createTestApp({ hash: "#task=text-classification" });
  app.answerJsonWith(async ({ options }) => options.top_k);
  app.state().setDraft("text", { kind: "text", value: "Fine." });
  return app;
}

async function createDoneApp() {
  const app = await createClassifyingApp();
  void app.state().start();
  app.workers.last.say(running);
  await app.workers.last.end(doneWith([1]));
  return app;
}

describe("an option that acts on the view", () => {
  it("is nothing that a worker hears of", async () => {
    const { workers } = await createDoneApp();
    expect(workers.last.request.options).toEqual({ per_line: false });
  });

  it("changes the JSON of a result, which stays what it was", async () => {
    const { state, workers } = await createDoneApp();
    expect(state().run).toMatchObject({ status: "done", json: { text: "1" } });
    state().setOption("top_k", 3);
    await settled();
    expect(state().run).toMatchObject({
      ...{ status: "done", stale: false, order: { number: 1 }, json: { text: "3" } },
      report: { options: { top_k: 3, per_line: false } },
    });
    state().resetOption("top_k");
    await settled();
    expect(state().run).toMatchObject({ stale: false, json: { text: "1" } });
    expect(workers.runs).toHaveLength(1);
  });

  it("counts as it is at the end, however often it was changed while a result was written down", async () => {
    const { state, workers, answerJsonWith } = await createClassifyingApp();
    const waiting: (() => void)[] = [];
    answerJsonWith(
      ({ options }) => new Promise((resolve) => void waiting.push(() => resolve({ top_k: options.top_k }))),
    );
    void state().start();
    workers.last.say(running);
    await workers.last.end(doneWith([1]));
    state().setOption("top_k", 7);
    await settled();
    expect(state().run.status).toBe("running");
    while (waiting.length > 0) {
      waiting.shift()?.();
      await settled();
    }
    expect(state().run).toMatchObject({ status: "done", stale: false, json: { text: '{"top_k":7}' } });
  });

  it("changes a result that was stopped, and one that still grows", async () => {
    const { state, workers } = await createClassifyingApp();
    void state().start();
    workers.last.say(running);
    workers.last.say({ type: "partial", output: ["half"] });
    await settled();
    state().setOption("top_k", 4);
    await settled();
    expect(state().run).toMatchObject({ status: "running", json: { text: "4" } });
    state().stop();
    await workers.last.end({ type: "cancelled" });
    state().setOption("top_k", 5);
    await settled();
    expect(state().run).toMatchObject({ status: "cancelled", stale: false, json: { text: "5" } });
  });

  it("gives up the address of the JSON that it takes the place of", async () => {
    const { state, blobs, answerJsonWith } = await createDoneApp();
    answerJsonWith(async ({ options }: ResultData) => String(options.top_k).repeat(1_100_000));
    state().setOption("top_k", 3);
    await settled();
    state().setOption("top_k", 4);
    await settled();
    expect(blobs.size).toBe(1);
    expect([...blobs.values()].join("").slice(0, 3)).toBe('"44');
  });

  it("is all that a view may set", async () => {
    const { state } = await createDoneApp();
    state().setViewOptions({ top_k: 2, per_line: true, function_to_apply: "no such", unknown: 1 });
    await settled();
    expect(state().options["text-classification"]).toEqual({ top_k: 2 });
    expect(state().run).toMatchObject({ stale: false, json: { text: "2" } });
  });
});

it("an option that acts on the run leaves its result stale, and as it was", async () => {
  const { state } = await createDoneApp();
  state().setOption("per_line", true);
  await settled();
  expect(state().run).toMatchObject({ status: "done", stale: true, order: { options: { per_line: false } } });
});

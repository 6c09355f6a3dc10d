import { describe, expect, it } from "vitest";
import type { ModelCard } from "../hub/card.ts";
import { modelIn, optionsIn } from "./store/selectors.ts";
import { createTestApp } from "./testing/app.ts";
import { settled } from "./testing/client.ts";

const savedOf = (state: object) => JSON.stringify({ state, version: 1 });

describe("at the start", () => {
  it("the site's task and the first model of its list are there, and nothing runs", async () => {
    const site = JSON.stringify({
      title: "Our models",
      defaultTask: "image-classification",
      models: { "image-classification": ["some/other", "Xenova/resnet-50"] },
    });
    const { state, workers } = await createTestApp({ site });
    expect(state()).toMatchObject({ ready: true, task: "image-classification", site: { title: "Our models" } });
    expect(modelIn(state())).toEqual({ model: "some/other", revision: "main" });
    expect(workers.runs).toHaveLength(0);
  });

  it("a site.json that is wrong is named, and the defaults apply", async () => {
    const { state } = await createTestApp({ site: '{"defaultTask": 3}' });
    expect(state().siteProblem).toContain("defaultTask");
    expect(state()).toMatchObject({ task: "feature-extraction", notices: [{ code: "site-error" }] });
  });

  it("the last visit comes back: task, model, options, typed texts, theme and language", async () => {
    const saved = savedOf({
      task: "sentence-similarity",
      models: { "sentence-similarity": { model: "Xenova/all-MiniLM-L6-v2", revision: "v1" } },
      device: "wasm",
      theme: "dark",
      chosenLocale: "zh-CN",
      options: { "sentence-similarity": { pooling: "cls" } },
      drafts: { "sentence-similarity": { source_sentence: { kind: "text", value: "hello" } } },
    });
    const { state } = await createTestApp({ saved });
    expect(state()).toMatchObject({ task: "sentence-similarity", device: "wasm", theme: "dark", locale: "zh-CN" });
    expect(modelIn(state())).toEqual({ model: "Xenova/all-MiniLM-L6-v2", revision: "v1" });
    expect(optionsIn(state())).toMatchObject({ pooling: "cls", prompt_name: "auto" });
    expect(state().drafts["sentence-similarity"]).toEqual({ source_sentence: { kind: "text", value: "hello" } });
  });

  it.each([
    ["not JSON", "{"],
    ["of another shape", savedOf({ task: "no-task", models: 3 })],
    ["of another version", JSON.stringify({ state: { theme: "dark" }, version: 0 })],
  ])("what was saved and is %s is left behind", async (_, saved) => {
    const { state } = await createTestApp({ saved });
    expect(state()).toMatchObject({ ready: true, task: "feature-extraction", theme: undefined });
  });

  it("a task that the site does not offer any more is not brought back", async () => {
    const { state } = await createTestApp({
      saved: savedOf({ task: "text-generation" }),
      site: '{"tasks": ["image-classification"]}',
    });
    expect(state().task).toBe("image-classification");
  });
});

describe("the address", () => {
  it("wins over the last visit and starts nothing", async () => {
    const { state, workers } = await createTestApp({
      saved: savedOf({ task: "sentence-similarity", theme: "dark" }),
      hash: "#task=feature-extraction&model=Xenova/bge-small-zh-v1.5&revision=v2&device=wasm&dtype=q8&option.pooling=%22cls%22&input.texts=%5B%22a%22%2C%22b%22%5D&theme=light",
    });
    expect(state()).toMatchObject({ task: "feature-extraction", device: "wasm", dtype: "q8", theme: "light" });
    expect(modelIn(state())).toEqual({ model: "Xenova/bge-small-zh-v1.5", revision: "v2" });
    expect(state().drafts["feature-extraction"]).toEqual({ texts: { kind: "list", value: "a\nb" } });
    expect(workers.runs).toHaveLength(0);
  });

  it("names what it could not use", async () => {
    const { state } = await createTestApp({ hash: "#task=nonsense&dtype=q3&option.pooling=7&other=1" });
    expect(state().notices).toMatchObject([
      { code: "address-dropped", values: { keys: "task, dtype, option.pooling" } },
    ]);
    expect(state().task).toBe("feature-extraction");
  });

  it("asks for a trace of what the graphs are fed, and a later one for none", async () => {
    const { state, goTo, workers, hashes } = await createTestApp({
      hash: "#task=feature-extraction&trace=1&input.texts=%5B%22a%22%5D",
    });
    void state().start();
    expect(workers.last.request.trace).toBe(true);
    expect(hashes.at(-1)).toContain("trace=1");
    await workers.last.end({ type: "cancelled" });
    goTo("#task=sentence-similarity");
    await settled();
    expect(state().trace).toBe(false);
  });

  it("is written at most once a second, and in the end says what is on screen", async () => {
    const { state, hashes, pass } = await createTestApp();
    const before = hashes.length;
    for (let step = 0; step < 10; step += 1) {
      state().setDraft("texts", { kind: "list", value: `text ${step}` });
      pass(100);
    }
    pass(1000);
    expect(hashes.length - before).toBeLessThanOrEqual(3);
    expect(new URLSearchParams(hashes.at(-1)?.slice(1)).get("input.texts")).toBe('["text 9"]');
  });

  it("names the weights that a run would load, also of a model that was looked up after it was chosen", async () => {
    const card: ModelCard = {
      ...{ id: "owner/name", family: "BERT", parameters: "1M", licence: "MIT", languages: ["en"], bytes: {} },
      ...{ dtypes: ["q4f16", "q8"], defaults: { webgpu: "q4f16", wasm: "q8" } },
    };
    const { state, hashes, pass } = await createTestApp({ lookups: { "owner/name": { status: "found", card } } });
    pass(1000);
    state().setModel("owner/name");
    await settled();
    pass(1000);
    expect(new URLSearchParams(hashes.at(-1)?.slice(1)).get("dtype")).toBe("q4f16");
  });

  it("is followed when it changes, but not while something runs", async () => {
    const { state, goTo, workers } = await createTestApp();
    goTo("#task=sentence-similarity&input.source_sentence=hello");
    await settled();
    expect(state().task).toBe("sentence-similarity");
    state().setDraft("sentences", { kind: "list", value: "hi" });
    void state().start();
    goTo("#task=feature-extraction");
    await settled();
    expect(state().task).toBe("sentence-similarity");
    expect(workers.last.isStopped).toBe(false);
  });

  it("brings the same state back", async () => {
    const first = await createTestApp({ hash: "#task=text-generation" });
    first.state().setOption("mode", "prompt");
    first.state().setOption("seed", null);
    first.state().setDraft("text", { kind: "text", value: "Es war einmal & mehr" });
    first.pass(1000);
    const second = await createTestApp({ hash: first.hashes.at(-1) ?? "" });
    expect(second.state().drafts).toEqual(first.state().drafts);
    expect(optionsIn(second.state())).toEqual(optionsIn(first.state()));
    expect(second.state().notices).toEqual([]);
  });
});

describe("an example", () => {
  it("fills its fields and sets the options that it needs", async () => {
    const { state } = await createTestApp();
    const [example] = state().examples["feature-extraction"] ?? [];
    if (!example) throw new Error("no example");
    await state().takeExample(example);
    expect(state().drafts["feature-extraction"]?.texts?.value).toContain("How do I bake bread?");
  });
});

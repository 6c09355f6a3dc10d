import { describe, expect, it } from "vitest";
import { definitionOf } from "../../tasks/index.ts";
import type { DeviceFacts } from "../device.ts";
import type { Draft } from "../inputs/draft.ts";
import { createTestApp } from "../testing/app.ts";
import { cpuFacts, gpuFacts } from "../testing/environment.ts";
import { modelIn, planIn } from "./selectors.ts";

const definitions = [definitionOf("fill-mask"), definitionOf("text-classification")];

/** An app whose tasks, languages and examples come when the test says so, or not at all. */
async function createSlowApp() {
  let isSlow = false;
  const waiting = new Map<string, { resolve(): void; reject(reason: Error): void }>();
  const coming = async (name: string) => {
    if (!isSlow) return;
    await new Promise<void>((resolve, reject) => waiting.set(name, { resolve, reject }));
  };
  const app = await createTestApp({
    other: {
      words: { needTask: coming, switchTo: coming, needErrors: async () => {} },
      async loadExampleDraft() {
        await coming("example");
        return { kind: "list", value: "of the example" };
      },
    },
  });
  // What else of a task is fetched has been.
  const parts = definitions.flatMap(({ models, examples }) => [models(), examples()]);
  await Promise.all(parts);
  isSlow = true;
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return {
    ...app,
    async come(name: string) {
      waiting.get(name)?.resolve();
      await settle();
    },
    async fail(name: string) {
      waiting.get(name)?.reject(new Error("no network"));
      await settle();
    },
    settle,
  };
}

const example = { id: "some", language: "en", input: { texts: ["of the example"] } } as const;
const own: Draft = { kind: "list", value: "my own" };

describe("what comes late", () => {
  it("a task takes no place of one that was chosen after it", async () => {
    const { state, come } = await createSlowApp();
    const first = state().setTask("fill-mask");
    const second = state().setTask("text-classification");
    await come("text-classification");
    await come("fill-mask");
    expect([await first, await second, state().task]).toEqual([false, true, "text-classification"]);
  });

  it("a task that was given up for the one on screen stays away", async () => {
    const { state, come } = await createSlowApp();
    const chosen = state().setTask("fill-mask");
    expect(await state().setTask("feature-extraction")).toBe(true);
    await come("fill-mask");
    expect([await chosen, state().task]).toEqual([false, "feature-extraction"]);
  });

  it("an address takes no place of a task that was chosen after it", async () => {
    const { state, goTo, come } = await createSlowApp();
    goTo("#task=fill-mask&model=some/masked");
    const chosen = state().setTask("text-classification");
    await come("text-classification");
    await come("fill-mask");
    expect([await chosen, state().task, state().ready]).toEqual([true, "text-classification", true]);
  });

  it("nothing may start between two addresses, and the later one stands in the bar", async () => {
    const { state, goTo, come, hashes, pass } = await createSlowApp();
    goTo("#task=fill-mask");
    goTo("#task=text-classification");
    await come("fill-mask");
    pass(2_000);
    expect([state().ready, hashes.at(-1)]).toEqual([false, "#task=text-classification"]);
    await come("text-classification");
    pass(2_000);
    expect([state().task, state().ready]).toEqual(["text-classification", true]);
    expect(hashes.at(-1)).toContain("task=text-classification");
  });

  it("a task that does not come is told of, and whoever wanted a model there knows", async () => {
    const { state, fail } = await createSlowApp();
    const before = modelIn(state());
    const chosen = state().setTask("fill-mask");
    await fail("fill-mask");
    expect(await chosen).toBe(false);
    expect(state().notices).toMatchObject([{ code: "words-unreachable" }]);
    expect(modelIn(state())).toEqual(before);
  });

  it("a graphics card is used from when it has come", async () => {
    let tell = (_: DeviceFacts): void => {};
    const { state } = await createTestApp({
      other: {
        async probeDevice(onLate) {
          tell = onLate;
          return cpuFacts;
        },
      },
    });
    expect(planIn(state()).actual.device).toBe("wasm");
    tell(gpuFacts);
    expect(planIn(state()).actual.device).toBe("webgpu");
  });

  it("a language takes no place of one that was chosen after it", async () => {
    const { state, come } = await createSlowApp();
    void state().setLocale("zh-CN");
    void state().setLocale("en");
    await come("en");
    await come("zh-CN");
    expect(state()).toMatchObject({ locale: "en", chosenLocale: "en" });
  });

  it("an example takes no place of what was typed while it came", async () => {
    const { state, come, settle } = await createSlowApp();
    const taken = state().takeExample(example);
    state().setDraft("texts", own);
    await settle();
    await come("example");
    expect(await taken).toBe(false);
    expect(state()).toMatchObject({ drafts: { "feature-extraction": { texts: own } }, reading: [] });
  });

  it("an example that nobody typed over is taken", async () => {
    const { state, come, settle } = await createSlowApp();
    const taken = state().takeExample(example);
    await settle();
    await come("example");
    expect(await taken).toBe(true);
    expect(state().drafts["feature-extraction"]).toMatchObject({ texts: { value: "of the example" } });
  });

  it("an example of a task that was left tells whoever would run it, and nothing else", async () => {
    const { state, come, fail, settle } = await createSlowApp();
    const taken = state().takeExample(example);
    void state().setTask("text-classification");
    await come("text-classification");
    expect(state().task).toBe("text-classification");
    await settle();
    await fail("example");
    expect([await taken, state().notices]).toEqual([false, []]);
  });
});

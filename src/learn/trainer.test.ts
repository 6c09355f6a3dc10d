import { describe, expect, it } from "vitest";
import { realClock } from "../shared/clock.ts";
import { answerOf } from "../shared/rpc/caller.ts";
import { createLoopback } from "../shared/testing/loopback.ts";
import { createTrainerClient } from "./client.ts";
import { memoryBytes } from "./memory.ts";
import { openDevice } from "./train/learner.ts";
import { createTrainer } from "./trainer.ts";
import {
  type BeginRequest,
  beginFinetuneVerb,
  beginVerb,
  exportVerb,
  type FinetuneEvent,
  finetuneVerb,
  loadFinetuneVerb,
  loadVerb,
  saveFinetuneVerb,
  saveVerb,
  type TrainEvent,
  trainVerb,
} from "./verbs.ts";

const text = "the cat sat on the mat . the dog lay on the road . ".repeat(12);
const plan: BeginRequest = { device: "wasm", objective: "masked", text, size: "tiny", seed: 3, steps: 12 };

function setUp() {
  let isLost = false;
  let onPause = (): void => {};
  const pause = () => {
    onPause();
    return new Promise<void>((resolve, reject) => setImmediate(isLost ? () => reject(new Error("lost")) : resolve));
  };
  const isDeviceLost = () => isLost;
  const open = () => createLoopback((post) => createTrainer(post, { openDevice, pause, isDeviceLost, memoryBytes }));
  const client = createTrainerClient(open, realClock);
  const train = async (steps: number, signal?: AbortSignal) => {
    const events: TrainEvent[] = [];
    const onEvent = (event: TrainEvent) => events.push(event);
    const ending = await client.ask(trainVerb, { steps }, { onEvent, ...(signal && { signal }) });
    return { events, ending, losses: events.filter((event) => !event.readout).map(({ loss }) => loss) };
  };
  const begin = async (changes: Partial<BeginRequest> = {}) =>
    answerOf(await client.ask(beginVerb, { ...plan, ...changes }));
  const lose = (lost: boolean) => {
    isLost = lost;
  };
  /** What happens when the worker lets messages in next but so many times. */
  const whenPaused = (times: number, call: () => void) => {
    let left = times;
    onPause = () => {
      if (left === 0) call();
      left -= 1;
    };
  };
  return { client, train, begin, lose, whenPaused };
}

describe("a trainer", () => {
  it("tells each step, and looks at held-out text at the first and the last", async () => {
    const { client, begin, train } = setUp();
    expect(await begin()).toMatchObject({ kind: "words", context: 32, vocabulary: 12, step: 0 });
    const { events, ending } = await train(3);
    expect(ending).toEqual({ type: "answer", answer: { step: 3 } });
    expect(events.map(({ step }) => step)).toEqual([1, 1, 2, 3, 3]);
    expect(events.at(-1)).toMatchObject({ validationLoss: expect.any(Number), readout: { type: "filled" } });
    const { tokens, layers } = events.at(-1)?.attention ?? { tokens: [], layers: [] };
    expect([tokens.length, layers.map(({ heads, weights }) => [heads, weights.length])]).toEqual([
      32,
      [[2, 2 * 32 * 32]],
    ]);
    client.end();
  });

  it("gives back what each training held, so that many in one worker need no more memory than two", async () => {
    const { client, begin, train } = setUp();
    const held: (number | undefined)[] = [];
    for (let round = 0; round < 4; round += 1) {
      await begin({ seed: round });
      held.push((await train(3)).events.at(-1)?.memoryBytes);
    }
    expect(held[1]).toBeGreaterThan(0);
    expect(held.slice(2)).toEqual([held[1], held[1]]);
    client.end();
  });

  it("leaves off where it is stopped, and goes on from there", async () => {
    const { client, begin, train } = setUp();
    await begin({ objective: "causal" });
    const whole = await train(4);
    await begin({ objective: "causal" });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 0);
    const first = await train(1_000, abort.signal);
    expect(first.ending).toEqual({ type: "cancelled" });
    const rest = await train(4);
    expect([...first.losses, ...rest.losses].slice(0, 4)).toEqual(whole.losses);
    expect(whole.events.at(-1)).toMatchObject({ readout: { type: "written" } });
    client.end();
  });

  it("goes on with the same losses after its training was saved and loaded", async () => {
    const { client, begin, train } = setUp();
    await begin();
    const [before, after] = [await train(2), await train(3)];
    expect(before.losses).toHaveLength(2);
    await begin();
    await train(2);
    const file = answerOf(await client.ask(saveVerb, null));
    await begin({ seed: 99 });
    const loaded = answerOf(await client.ask(loadVerb, { device: "wasm", file }));
    expect(loaded).toMatchObject({ text, seed: 3, facts: { step: 2 } });
    expect((await train(3)).losses).toEqual(after.losses);
    client.end();
  });

  it("fine-tunes what was pre-trained beside the same from random numbers", async () => {
    const { client, begin, train } = setUp();
    await begin();
    await train(1);
    const labelled = ["a\tthe cat sat", "b\tthe dog lay"].flatMap((line) => [line, line, line]).join("\n");
    const request = { device: "wasm", labelled, part: "head", examples: 4, seed: 1 } as const;
    const facts = answerOf(await client.ask(beginFinetuneVerb, request));
    expect(facts).toMatchObject({ objective: "masked", labels: ["a", "b"], trainLines: 4, heldOutLines: 2 });
    const events: FinetuneEvent[] = [];
    await client.ask(finetuneVerb, { steps: 2 }, { onEvent: (event) => events.push(event) });
    const archive = answerOf(await client.ask(exportVerb, "finetuned"));
    expect(new TextDecoder("latin1").decode(archive)).toContain("EsmForSequenceClassification");
    expect(events.at(-1)).toMatchObject({
      step: 2,
      accuracy: expect.any(Number),
      baselineAccuracy: expect.any(Number),
    });
    client.end();
  });

  it("goes on with the same losses after a fine-tuning was saved between its two networks, and loaded", async () => {
    const { client, begin, train, whenPaused } = setUp();
    await begin();
    await train(1);
    const lines = ["a\tthe cat sat", "b\tthe dog lay, and slept"].flatMap((line) => [line, line, line, line]);
    const request = { device: "wasm", labelled: lines.join("\n"), part: "last", examples: 4, seed: 1 } as const;
    const tune = async (steps: number, signal?: AbortSignal) => {
      const events: FinetuneEvent[] = [];
      const onEvent = (event: FinetuneEvent) => events.push(event);
      await client.ask(finetuneVerb, { steps }, { onEvent, ...(signal && { signal }) });
      return events.map(({ step, loss, baselineLoss }) => ({ step, loss, baselineLoss }));
    };
    answerOf(await client.ask(beginFinetuneVerb, request));
    const whole = await tune(5);
    answerOf(await client.ask(beginFinetuneVerb, request));
    const first = await tune(2);
    const abort = new AbortController();
    // Once before a step, and once between the two.
    whenPaused(1, () => abort.abort());
    expect(await tune(1, abort.signal)).toEqual([]);
    const file = answerOf(await client.ask(saveFinetuneVerb, { steps: 9 }));
    expect(new TextDecoder("latin1").decode(file)).toMatch(/tunedStep[\\":]+3,[\\"]+baselineStep[\\":]+2,/);
    answerOf(await client.ask(beginFinetuneVerb, { ...request, seed: 7 }));
    const loaded = answerOf(await client.ask(loadFinetuneVerb, { device: "wasm", file }));
    expect(loaded).toMatchObject({ part: "last", examples: 4, seed: 1, steps: 9, facts: { labels: ["a", "b"] } });
    const rest = await tune(5 - loaded.step);
    const lossesOf = (events: typeof whole) => Object.fromEntries(events.map((event) => [event.step, event]));
    expect(lossesOf([...first, ...rest])).toEqual(lossesOf(whole));
    const other = await client.ask(loadVerb, { device: "wasm", file });
    expect(other).toMatchObject({ failure: { code: "file-corrupt" } });
    // What it was the fine-tuning of is a network to begin with, too.
    expect(answerOf(await client.ask(beginFinetuneVerb, { ...request, net: file }))).toMatchObject({ trainLines: 4 });
    client.end();
  });

  it("fine-tunes a network that was saved, where nothing was pre-trained", async () => {
    const { client, begin, train } = setUp();
    await begin();
    await train(1);
    const net = answerOf(await client.ask(saveVerb, null));
    client.end();
    const labelled = ["a\tthe cat sat", "b\tthe dog lay"].flatMap((line) => [line, line, line]).join("\n");
    const request = { device: "wasm", labelled, part: "all", examples: 4, seed: 1, net } as const;
    const other = setUp().client;
    expect(answerOf(await other.ask(beginFinetuneVerb, request))).toMatchObject({ objective: "masked", trainLines: 4 });
    other.end();
  });

  it("says that its GPU was lost, and begins anew with a fresh worker", async () => {
    const { client, begin, train, lose } = setUp();
    let ended = 0;
    client.whenLost(() => {
      ended += 1;
    });
    await begin();
    lose(true);
    expect((await train(1)).ending).toMatchObject({ type: "failed", failure: { code: "device-lost" } });
    expect(ended).toBe(1);
    lose(false);
    expect((await train(1)).ending).toMatchObject({ type: "failed", failure: { code: "input-invalid" } });
    await begin();
    expect((await train(1)).ending).toEqual({ type: "answer", answer: { step: 1 } });
    client.end();
  });

  it("reads five million characters", async () => {
    const { client, begin } = setUp();
    const { trainTokens, validationTokens } = await begin({ text: "word after word\n".repeat(312_500) });
    expect(trainTokens + validationTokens).toBe(3 * 312_500);
    client.end();
  });

  it.each([
    ["", "input-empty"],
    ["one line", "input-invalid"],
    ["a".repeat(5_000_001), "input-too-large"],
  ])("refuses a text that does not do", async (bad, code) => {
    const { client } = setUp();
    const ending = await client.ask(beginVerb, { ...plan, text: bad });
    expect(ending).toMatchObject({ type: "failed", failure: { code } });
    client.end();
  });
});

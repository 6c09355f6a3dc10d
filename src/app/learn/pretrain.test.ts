import { describe, expect, it } from "vitest";
import { createTrainerClient } from "../../learn/client.ts";
import { type BeginRequest, beginVerb, type PretrainFacts, trainVerb } from "../../learn/verbs.ts";
import { realClock } from "../../shared/clock.ts";
import { TaskError } from "../../shared/errors.ts";
import { createCallee, handler } from "../../shared/rpc/callee.ts";
import { createLoopback } from "../../shared/testing/loopback.ts";
import { createPretrainStore, lastValidationLoss, remainingMs, tokensPerSecond } from "./pretrain.ts";

const facts = {
  kind: "words",
  vocabulary: 10,
  context: 8,
  parameters: 100,
  trainTokens: 90,
  validationTokens: 10,
  batchTokens: 128,
  step: 0,
  picture: [],
} as const;

/** A worker that learns nothing: each step's loss is one over its number. */
function setUp() {
  const begun: BeginRequest[] = [];
  let step = 0;
  const open = () =>
    createLoopback((post) =>
      createCallee(
        [
          handler(beginVerb, (request) => {
            if (request.text === "short") throw new TaskError("input-invalid", "short");
            begun.push(request);
            step = 0;
            return { ...facts, picture: [] };
          }),
          handler(trainVerb, ({ steps }, { tell }) => {
            const last = step + steps;
            while (step < last) {
              step += 1;
              tell({ step, loss: 1 / step });
              if (step === last) tell({ step, loss: 1 / step, validationLoss: 0.5 });
            }
            return { step };
          }),
        ],
        post,
        () => "run-failed",
      ),
    );
  const client = createTrainerClient(open, realClock);
  const loadFile = async (name: string) => new TextEncoder().encode(`ready ${name}`);
  const store = createPretrainStore({ client, clock: realClock, device: "wasm", loadFile }, "english");
  store.getState().change({ steps: 4 });
  return { store, begun, client };
}

describe("pre-training on the page", () => {
  it("begins with the ready text where none is given, and ends with the losses of all steps", async () => {
    const { store, begun } = setUp();
    await store.getState().start();
    expect(begun).toMatchObject([{ text: "ready english.txt", objective: "masked", seed: 1, steps: 4 }]);
    const { status, step, points } = store.getState();
    expect([status, step, points.map(({ loss }) => loss)]).toEqual(["done", 4, [1, 1 / 2, 1 / 3, 1 / 4]]);
    expect(lastValidationLoss(points)).toBe(0.5);
  });

  it("goes on after one step, and begins anew once something was changed", async () => {
    const { store, begun } = setUp();
    await store.getState().stepOnce();
    expect(store.getState()).toMatchObject({ status: "cancelled", step: 1 });
    await store.getState().start();
    expect([begun.length, store.getState().status]).toEqual([1, "done"]);
    store.getState().change({ seed: 2 });
    await store.getState().stepOnce();
    expect([begun.length, store.getState().step, store.getState().points.length]).toEqual([2, 1, 1]);
  });

  it("keeps what was typed when it fails, and when it is reset", async () => {
    const { store } = setUp();
    store.getState().change({ source: "own", ownText: "short" });
    await store.getState().start();
    expect(store.getState()).toMatchObject({ status: "failed", failure: { code: "input-invalid" } });
    store.getState().reset();
    expect(store.getState()).toMatchObject({ status: "idle", failure: undefined, settings: { ownText: "short" } });
  });

  it("has nothing left of a training that was reset while it went on", async () => {
    const { store } = setUp();
    const learned = store.getState().start();
    await new Promise((resolve) => setTimeout(resolve, 0));
    store.getState().reset();
    await learned;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(store.getState()).toMatchObject({ status: "idle", step: 0, points: [], isThere: false, facts: undefined });
  });

  it("begins anew after its worker was lost", async () => {
    const { store, begun, client } = setUp();
    await store.getState().stepOnce();
    client.end();
    expect(store.getState().isThere).toBe(false);
    await store.getState().start();
    expect([begun.length, store.getState().status]).toEqual([2, "done"]);
  });

  it("tells how long it will take, from its pace", () => {
    const { settings } = setUp().store.getState();
    const told: PretrainFacts = { ...facts, picture: [] };
    const state = { step: 1, settings, stepsPerSecond: 1.5, facts: told };
    expect(remainingMs({ ...state, status: "running" })).toBe(2_000);
    expect(tokensPerSecond(state)).toBe(192);
    expect(remainingMs({ ...state, status: "done" })).toBeUndefined();
  });
});

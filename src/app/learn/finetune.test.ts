import { describe, expect, it } from "vitest";
import { createTrainerClient } from "../../learn/client.ts";
import {
  beginFinetuneVerb,
  type FinetuneEvent,
  finetuneVerb,
  loadFinetuneVerb,
  saveFinetuneVerb,
} from "../../learn/verbs.ts";
import { realClock } from "../../shared/clock.ts";
import { TaskError } from "../../shared/errors.ts";
import { createCallee, handler } from "../../shared/rpc/callee.ts";
import { createLoopback } from "../../shared/testing/loopback.ts";
import { claimOf } from "./claim.ts";
import type { BringEncoder, EncoderRequest } from "./encoder.ts";
import { createFinetuneStore } from "./finetune.ts";

/** A worker whose pre-trained network is right by the number of examples and the seed, and whose other one is never. */
function setUp() {
  const begun: { readonly examples: number; readonly seed: number; readonly net: string | undefined }[] = [];
  const files: string[] = [];
  const learned: number[] = [];
  const open = () =>
    createLoopback((post) =>
      createCallee(
        [
          handler(beginFinetuneVerb, ({ examples, seed, net }) => {
            begun.push({ examples, seed, net: typeof net === "string" ? net : net && "file" });
            return { objective: "causal", labels: ["a", "b"], trainLines: examples, heldOutLines: 9, parameters: 100 };
          }),
          handler(saveFinetuneVerb, ({ steps }) => new TextEncoder().encode(String(steps))),
          handler(loadFinetuneVerb, ({ file }) => {
            if (file.length === 0) throw new TaskError("file-corrupt", "Nothing is saved there.");
            const plan = { labelled: "a\tb", part: "last", examples: 12, seed: 3, steps: 50 } as const;
            const facts = { trainLines: 12, heldOutLines: 9, parameters: 100 };
            return { ...plan, step: 20, facts: { ...facts, objective: "causal" as const, labels: ["a", "b"] } };
          }),
          handler(finetuneVerb, ({ steps }, { tell }) => {
            learned.push(steps);
            const { examples = 0, seed = 0 } = begun.at(-1) ?? {};
            const event: FinetuneEvent = { step: steps, loss: 1, baselineLoss: 2 };
            tell({ ...event, accuracy: examples / 100 - seed / 1_000, baselineAccuracy: 0 });
            return { step: steps };
          }),
        ],
        post,
        () => "run-failed",
      ),
    );
  const client = createTrainerClient(open, realClock);
  const loadFile = async (name: string) => {
    files.push(name);
    return new TextEncoder().encode(name);
  };
  const brought: EncoderRequest[] = [];
  const bringEncoder: BringEncoder = async (request, { onNeeds }) => {
    brought.push(request);
    onNeeds({ parameters: 4_000_000, memoryBytes: 176e6 });
    if (request.named === "someone/gone") throw new TaskError("model-not-found", request.named);
  };
  const store = createFinetuneStore({ client, clock: realClock, device: "wasm", loadFile, bringEncoder }, "english");
  return { store, begun, learned, files, brought, client };
}

describe("fine-tuning on the page", () => {
  it("takes the network that ships for the lines, and one that was pre-trained here where there is one", async () => {
    const { store, begun, files, client } = setUp();
    await store.getState().start();
    expect(store.getState()).toMatchObject({ status: "done", step: 60 });
    expect(begun).toEqual([{ examples: 30, seed: 1, net: "file" }]);
    expect(files).toEqual(["english.tsv", expect.stringMatching(/^english-.*\.safetensors$/)]);
    store.getState().change({ seed: 2 });
    expect(store.getState().netNow(true)).toBe("last");
    await store.getState().start("mine");
    expect(begun.at(-1)).toEqual({ examples: 30, seed: 2, net: undefined });
    client.end();
  });

  it("measures the claim with every number of examples and every seed, and tells means with their spread", async () => {
    const { store, begun, client } = setUp();
    await store.getState().measureClaim();
    expect(begun.map(({ examples, seed }) => [examples, seed])).toEqual(
      [10, 30, 100].flatMap((examples) => [1, 2, 3].map((seed) => [examples, seed])),
    );
    const { status, outcomes } = store.getState();
    expect([status, outcomes.length]).toEqual(["done", 9]);
    const claim = claimOf(outcomes);
    expect(claim.map(({ trainLines, seeds }) => [trainLines, seeds])).toEqual([
      [10, 3],
      [30, 3],
      [100, 3],
    ]);
    const [{ accuracy, baselineAccuracy } = { accuracy: undefined, baselineAccuracy: undefined }] = claim;
    expect(accuracy).toEqual({ mean: expect.closeTo(0.098), least: 0.097, largest: 0.099 });
    expect(baselineAccuracy).toEqual({ mean: 0, least: 0, largest: 0 });
    client.end();
  });

  it("brings a checkpoint of the Hub with the lines that are learned, and says what it takes and what is wrong with it", async () => {
    const { store, begun, brought, client } = setUp();
    store.getState().change({ net: "hub", model: "someone/bert", lines: "own", ownLines: "a\tb" });
    await store.getState().start();
    expect(brought).toEqual([{ named: "someone/bert", labelled: "a\tb" }]);
    expect(begun).toEqual([{ examples: 30, seed: 1, net: "encoder" }]);
    const { needs, outcomes } = store.getState();
    expect([needs?.parameters, outcomes.at(-1)?.net]).toEqual([4_000_000, "someone/bert"]);

    store.getState().change({ model: "someone/gone" });
    await store.getState().start();
    expect(store.getState()).toMatchObject({ status: "failed", failure: { code: "model-not-found" } });
    expect(begun).toHaveLength(1);
    client.end();
  });

  it("goes on with one that was saved and loaded, begins anew with its network, and says what is wrong with a file", async () => {
    const { store, begun, learned, client } = setUp();
    await store.getState().start();
    const file = await store.getState().save();
    expect(await file.text()).toBe("60");
    begun.length = 0;
    learned.length = 0;
    await store.getState().load(new Blob([]));
    expect(store.getState()).toMatchObject({ status: "failed", failure: { code: "file-corrupt" } });
    await store.getState().load(file);
    const { settings, status, step } = store.getState();
    expect([status, step]).toEqual(["cancelled", 20]);
    expect(settings).toMatchObject({ lines: "own", ownLines: "a\tb", part: "last", examples: 12, seed: 3, steps: 50 });
    await store.getState().start();
    expect([begun, learned]).toEqual([[], [30]]);
    store.getState().change({ seed: 4 });
    await store.getState().start();
    expect(begun).toEqual([{ examples: 12, seed: 4, net: "file" }]);
    client.end();
  });

  it("has nothing left of one that was reset while it went on", async () => {
    const { store, client } = setUp();
    const learned = store.getState().start();
    store.getState().reset();
    await learned;
    expect(store.getState()).toMatchObject({ status: "idle", step: 0, events: [], facts: undefined, outcomes: [] });
    client.end();
  });

  it("leaves off the claim where it is stopped, and measures then what is missing, of this network", async () => {
    const { store, begun, client } = setUp();
    const isFirst = () => store.getState().outcomes.length === 2;
    const stopped = store.subscribe(() => isFirst() && store.getState().stop());
    await store.getState().measureClaim();
    stopped();
    expect(store.getState().status).toBe("cancelled");
    expect(begun.length).toBeLessThan(9);
    const before = store.getState().outcomes.length;
    begun.length = 0;
    await store.getState().measureClaim();
    expect([begun.length, store.getState().outcomes.length]).toEqual([9 - before, 9]);

    store.getState().change({ examples: 10, seed: 1, net: "last" });
    await store.getState().start("mine");
    expect(claimOf(store.getState().outcomes)).toMatchObject([{ trainLines: 10, seeds: 1 }]);
    client.end();
  });
});

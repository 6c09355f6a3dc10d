import { describe, expect, it } from "vitest";
import { createTrainerClient } from "../../../learn/client.ts";
import { createHeadKeeper } from "../../../learn/head/keeper.ts";
import { realClock } from "../../../shared/clock.ts";
import { createLoopback } from "../../../shared/testing/loopback.ts";
import { doneWith } from "../../testing/client.ts";
import { cpuFacts } from "../../testing/environment.ts";
import type { AskPorts } from "../ask.ts";
import { createHeadStore } from "./head.ts";

const lines = Array.from({ length: 6 }, (_, index) => [`good\tvery fine ${index}`, `bad\ttoo cold ${index}`])
  .flat()
  .join("\n");

/** A body whose vector of a text is the code of its first letter. */
function setUp(runModel?: AskPorts["runModel"]) {
  const asked: (readonly string[])[] = [];
  const client = createTrainerClient(
    () => createLoopback((post) => createHeadKeeper(post, { pause: () => Promise.resolve() })),
    realClock,
  );
  const answering: AskPorts["runModel"] = ({ input }) => {
    const { texts } = textsIn(input);
    asked.push(texts);
    const data = Float32Array.from(texts.flatMap((text) => [text.charCodeAt(0) / 100, text.length / 10]));
    const output = { kind: "pooled", vectors: { data, rows: texts.length, columns: 2 }, prefix: "" };
    return { outcome: Promise.resolve(doneWith(output)), stop() {} };
  };
  const sources = {
    endpoints: [],
    timeoutMs: { firstByte: 1, stall: 1 },
    embeddedBase: "",
    runtime: {},
    mostFloatBytes: 0,
  } as const;
  const body: AskPorts = {
    runModel: runModel ?? answering,
    sourcesOf: () => ({ ...sources, endpoints: [] }),
    facts: () => cpuFacts,
  };
  const decode = () => Promise.reject(new Error("no media"));
  const loadFile = async () => new TextEncoder().encode(lines);
  const store = createHeadStore({ client, body, decode, loadFile }, "english");
  return { store, asked, client };
}

function textsIn(input: unknown): { readonly texts: readonly string[] } {
  if (typeof input !== "object" || input === null || !("texts" in input) || !Array.isArray(input.texts)) {
    throw new TypeError("No texts.");
  }
  return { texts: input.texts.map(String) };
}

describe("a head on the page", () => {
  it("asks the body once for each text, learns, and answers for new ones", async () => {
    const { store, asked, client } = setUp();
    store.getState().change({ examples: 4 });
    await store.getState().start();
    const { status, result } = store.getState();
    expect(status).toBe("done");
    expect(result).toMatchObject({ labels: ["bad", "good"], trainRows: 4, accuracy: 1 });
    expect(asked.map((texts) => texts.length)).toEqual([12, 2]);
    const [first] = await store.getState().tryOut("very good 7");
    expect(first?.label).toBe("good");

    store.getState().change({ seed: 2, c: 10 });
    await store.getState().start();
    // The labels' names again, but no text of before.
    expect(asked.map((texts) => texts.length)).toEqual([12, 2, 1, 2]);
    client.end();
  });

  it("keeps what was typed when labels do not do, and says why", async () => {
    const { store, client } = setUp();
    store.getState().change({ lines: "own", ownLines: "a\tone\na\ttwo\na\tthree" });
    await store.getState().start();
    expect(store.getState()).toMatchObject({
      status: "failed",
      failure: { reason: "labels-single" },
      settings: { ownLines: "a\tone\na\ttwo\na\tthree" },
    });
    store.getState().change({ ownLines: lines, models: { text: "no id at all", image: "", audio: "" } });
    await store.getState().start();
    expect(store.getState().failure?.code).toBe("model-not-found");
    client.end();
  });

  it("stops while the body reads", async () => {
    let stop = () => {};
    const outcome = new Promise<{ readonly type: "cancelled" }>((resolve) => {
      stop = () => resolve({ type: "cancelled" });
    });
    const { store, client } = setUp(() => ({ outcome, stop: () => stop() }));
    const ended = store.getState().start();
    await new Promise((resolve) => setTimeout(resolve, 20));
    store.getState().stop();
    await ended;
    expect(store.getState()).toMatchObject({ status: "cancelled", failure: undefined, result: undefined });
    store.getState().reset();
    expect(store.getState()).toMatchObject({ status: "idle", settings: { lines: "english" } });
    client.end();
  });
});

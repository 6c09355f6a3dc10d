import { describe, expect, it, vi } from "vitest";
import { createMaths, type MathsPort } from "../view/maths.ts";
import { createAnswers } from "./answer.ts";
import { createDesk } from "./desk.ts";

/** Page and worker in one realm; messages are cloned as between two. */
function setUp() {
  let hear: (data: unknown) => void = () => {};
  let crash: (message: string) => void = () => {};
  const pauses: (() => void)[] = [];
  let nowMs = 0;
  const desk = createDesk({
    post: (message) => queueMicrotask(() => hear(structuredClone(message))),
    answer: createAnswers(),
    now: () => {
      nowMs += 100;
      return nowMs;
    },
    pause: () => new Promise((resolve) => pauses.push(() => resolve())),
  });
  const port: MathsPort = {
    post: (message) => void desk.receive(structuredClone(message)),
    listen(onMessage, onCrash) {
      hear = onMessage;
      crash = onCrash;
    },
    terminate: () => {},
  };
  const goOn = () => {
    for (const pause of pauses.splice(0)) pause();
  };
  const timer = setInterval(goOn, 0);
  return {
    maths: createMaths(port),
    crash: (message: string) => crash(message),
    stopTime: () => clearInterval(timer),
    goOn,
  };
}

const vectors = {
  data: Float32Array.of(1, 0, 0.9, 0.1, 0, 1, 0.1, 0.9, -1, 0),
  rows: 5,
  columns: 2,
};

describe("derived views", () => {
  it("rank, group, map and compare the vectors that are kept", async () => {
    const { maths } = setUp();
    await maths.ask("keep", { type: "keep", vectors });
    const ranking = await maths.ask("rank", { type: "rank", vector: Float32Array.of(0, 2) });
    expect([...ranking.places]).toEqual([2, 3, 1, 0, 4]);
    const clusters = await maths.ask("clusters", { type: "clusters", wanted: undefined });
    expect(clusters.labels[0]).toBe(clusters.labels[1]);
    expect(clusters.labels[2]).toBe(clusters.labels[3]);
    expect(clusters.labels[0]).not.toBe(clusters.labels[2]);
    expect(await maths.ask("map", { type: "map", method: "pca" })).toMatchObject({ rows: 5, columns: 2 });
    expect((await maths.ask("similarities", { type: "similarities", limit: 2 })).rows).toBe(2);
  });

  it("write JSON in Python's shape, with null where there is no vector, and CSV with quotes where they are needed", async () => {
    const { maths } = setUp();
    const two = { data: Float32Array.of(0.1, 2, 3, Number.NaN), rows: 2, columns: 2 };
    await maths.ask("keep", { type: "keep", vectors: two });
    const texts = ["a, b", "c", "d"];
    const places = Uint32Array.of(0, 2);
    const json = await maths.ask("write", { type: "write", format: "json", texts, places });
    expect(JSON.parse(await json.text())).toEqual([[Math.fround(0.1), 2], null, [3, null]]);
    const csv = await maths.ask("write", { type: "write", format: "csv", texts, places });
    expect(await csv.text()).toBe(`text,0,1\r\n"a, b",${Math.fround(0.1)},2\r\nd,3,NaN\r\n`);
    const one = await maths.ask("write", { type: "write", format: "json", texts: ["a"] });
    expect(JSON.parse(await one.text())).toEqual([Math.fround(0.1), 2]);
  });

  it("tell how far they are, and stop when nobody waits any more", async () => {
    const { maths, stopTime, goOn } = setUp();
    await maths.ask("keep", { type: "keep", vectors });
    stopTime();
    const abort = new AbortController();
    const told: number[] = [];
    const settings = { signal: abort.signal, onProgress: (share: number) => told.push(share) };
    const asked = maths.ask("clusters", { type: "clusters", wanted: undefined }, settings);
    await vi.waitFor(() => expect(told.length).toBe(1));
    abort.abort(new Error("left"));
    await expect(asked).rejects.toThrow("left");
    goOn();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(told.length).toBe(1);
  });

  it("fail where the worker does", async () => {
    const { maths, crash, stopTime } = setUp();
    stopTime();
    const asked = maths.ask("clusters", { type: "clusters", wanted: undefined });
    crash("gone");
    await expect(asked).rejects.toThrow("gone");
  });
});

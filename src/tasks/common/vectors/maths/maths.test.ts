import { describe, expect, it } from "vitest";
import { Stopped } from "../../../../shared/errors.ts";
import { createFakeClock } from "../../../../shared/testing/clock.ts";
import { createLoopback } from "../../../../shared/testing/loopback.ts";
import { createMaths } from "../view/maths.ts";
import { createAnswers } from "./answer.ts";
import { clustersVerb, keepVerb, mapVerb, rankVerb, similaritiesVerb, writeVerb } from "./protocol.ts";

/** Page and worker in one realm; messages are cloned as between two, and each look at the worker's clock takes 200 ms. */
function setUp() {
  const pauses: (() => void)[] = [];
  let nowMs = 0;
  const now = () => {
    nowMs += 200;
    return nowMs;
  };
  const pause = () => new Promise<void>((resolve) => pauses.push(() => resolve()));
  const goOn = () => {
    for (const resume of pauses.splice(0)) resume();
  };
  const timer = setInterval(goOn, 0);
  const port = createLoopback((post) => createAnswers(post, { now, pause }));
  const maths = createMaths(port, createFakeClock());
  return { maths, goOn, stopTime: () => clearInterval(timer) };
}

const vectors = {
  data: Float32Array.of(1, 0, 0.9, 0.1, 0, 1, 0.1, 0.9, -1, 0),
  rows: 5,
  columns: 2,
};

describe("derived views", () => {
  it("rank, group, map and compare the vectors that are kept", async () => {
    const { maths } = setUp();
    await maths.ask(keepVerb, { vectors });
    const ranking = await maths.ask(rankVerb, { vector: Float32Array.of(0, 2) });
    expect([...ranking.places]).toEqual([2, 3, 1, 0, 4]);
    const clusters = await maths.ask(clustersVerb, { wanted: undefined });
    expect(clusters.labels[0]).toBe(clusters.labels[1]);
    expect(clusters.labels[2]).toBe(clusters.labels[3]);
    expect(clusters.labels[0]).not.toBe(clusters.labels[2]);
    expect(await maths.ask(mapVerb, { method: "pca" })).toMatchObject({ rows: 5, columns: 2 });
    expect((await maths.ask(similaritiesVerb, { limit: 2 })).rows).toBe(2);
  });

  it("write JSON in Python's shape, with null where there is no vector, and CSV with quotes where they are needed", async () => {
    const { maths } = setUp();
    const two = { data: Float32Array.of(0.1, 2, 3, Number.NaN), rows: 2, columns: 2 };
    await maths.ask(keepVerb, { vectors: two });
    const texts = ["a, b", "c", "d"];
    const places = Uint32Array.of(0, 2);
    const json = await maths.ask(writeVerb, { format: "json", texts, places });
    expect(JSON.parse(await json.text())).toEqual([[Math.fround(0.1), 2], null, [3, null]]);
    const csv = await maths.ask(writeVerb, { format: "csv", texts, places });
    expect(await csv.text()).toBe(`text,0,1\r\n"a, b",${Math.fround(0.1)},2\r\nd,3,NaN\r\n`);
    const one = await maths.ask(writeVerb, { format: "json", texts: ["a"] });
    expect(JSON.parse(await one.text())).toEqual([Math.fround(0.1), 2]);
  });

  it("tell how far they are, and stop when nobody waits any more", async () => {
    const { maths, stopTime, goOn } = setUp();
    await maths.ask(keepVerb, { vectors });
    stopTime();
    const abort = new AbortController();
    const told: number[] = [];
    const settings = { signal: abort.signal, onProgress: (share: number) => told.push(share) };
    const asked = maths.ask(clustersVerb, { wanted: undefined }, settings);
    await expect.poll(() => told.length).toBe(1);
    abort.abort();
    await expect(asked).rejects.toThrow(Stopped);
    goOn();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(told.length).toBe(1);
  });

  it("fail when they are closed", async () => {
    const { maths, stopTime } = setUp();
    stopTime();
    const asked = maths.ask(clustersVerb, { wanted: undefined });
    maths.close();
    await expect(asked).rejects.toThrow("closed");
  });
});

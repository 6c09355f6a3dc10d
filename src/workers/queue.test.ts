import { describe, expect, it } from "vitest";
import { settle } from "../shared/testing/clock.ts";
import { createTurns } from "./queue.ts";

const never = new AbortController().signal;

/** Takes a turn and notes under `name` when it begins. */
function taker(log: string[]) {
  const turns = createTurns();
  async function take(name: string, signal = never) {
    const end = await turns.take(signal);
    log.push(end ? name : `${name} left`);
    return end ?? (() => {});
  }
  return { turns, take };
}

describe("turns", () => {
  it("come one at a time, first come, first served", async () => {
    const log: string[] = [];
    const { turns, take } = taker(log);
    const takes = [take("a"), take("b"), take("c")];
    await settle();
    expect(log).toEqual(["a"]);
    expect(turns.size).toBe(3);
    for (const taken of takes) {
      (await taken)();
      await settle();
    }
    expect(log).toEqual(["a", "b", "c"]);
    expect(turns.size).toBe(0);
  });

  it("can be left while waiting, without holding up those behind", async () => {
    const log: string[] = [];
    const { turns, take } = taker(log);
    const leaving = new AbortController();
    const [first, , third] = [take("a"), take("b", leaving.signal), take("c")];
    leaving.abort();
    await settle();
    expect(log).toEqual(["a", "b left"]);
    (await first)();
    (await third)();
    expect(log).toEqual(["a", "b left", "c"]);
    expect(turns.size).toBe(0);
  });

  it("are refused at once to one who has already left", async () => {
    const log: string[] = [];
    const { turns, take } = taker(log);
    await take("a", AbortSignal.abort());
    expect(log).toEqual(["a left"]);
    expect(turns.size).toBe(0);
  });

  it("stay taken when the one who has it aborts: the turn is the taker's to end", async () => {
    const { turns, take } = taker([]);
    const leaving = new AbortController();
    const first = take("a");
    const second = take("b", leaving.signal);
    (await first)();
    leaving.abort();
    expect(turns.size).toBe(1);
    (await second)();
    expect(turns.size).toBe(0);
  });

  it("end once, however often they are ended", async () => {
    const log: string[] = [];
    const { turns, take } = taker(log);
    const [first] = [take("a"), take("b"), take("c")];
    const end = await first;
    end();
    end();
    await settle();
    expect(log).toEqual(["a", "b"]);
    expect(turns.size).toBe(2);
  });
});

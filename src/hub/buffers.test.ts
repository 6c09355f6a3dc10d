import { afterEach, describe, expect, it } from "vitest";
import { realClock } from "../shared/clock.ts";
import { borrowBuffer, bufferBytes, giveBackBuffer } from "./buffers.ts";
import { bodyOf } from "./range.ts";

function takeAll(): ArrayBuffer[] {
  const taken: ArrayBuffer[] = [];
  // A new one is told by what no one before it holds.
  for (let buffer = borrowBuffer(); new Uint8Array(buffer)[0] === 1; buffer = borrowBuffer()) taken.push(buffer);
  return taken;
}

afterEach(() => void takeAll());

describe("buffers", () => {
  it("are lent again once they were given back, and not before", () => {
    const first = borrowBuffer();
    const second = borrowBuffer();
    expect(second).not.toBe(first);
    giveBackBuffer(first);
    expect(borrowBuffer()).toBe(first);
  });

  it("that went to somebody else are not kept", () => {
    const gone = borrowBuffer();
    structuredClone(gone, { transfer: [gone] });
    giveBackBuffer(gone);
    expect(borrowBuffer().byteLength).toBe(bufferBytes);
  });

  it("are as many as bodies were read side by side, however many there were", async () => {
    const ones = new Uint8Array(3 * bufferBytes).fill(1);
    const read = async () => {
      const response = new Response(new Blob([ones]));
      let bytes = 0;
      for await (const piece of bodyOf({ response, abort: new AbortController() }, 10_000, realClock)) {
        bytes += piece.byteLength;
      }
      return bytes;
    };
    for (let body = 0; body < 5; body++) {
      expect(await Promise.all([read(), read()])).toEqual([ones.byteLength, ones.byteLength]);
    }
    expect(takeAll()).toHaveLength(2);
  });
});

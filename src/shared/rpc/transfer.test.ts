import { describe, expect, it } from "vitest";
import { nextMacrotask } from "../pause.ts";
import { buffersIn, parcelOf } from "./transfer.ts";

describe("buffersIn", () => {
  it("finds the buffers of typed arrays at any depth, in order", () => {
    const rows = new Float32Array(2);
    const mask = new Uint8ClampedArray(4);
    const ids = new BigInt64Array(1);
    expect(buffersIn({ matrix: { data: rows }, masks: [{ mask }], ids })).toEqual([
      rows.buffer,
      mask.buffer,
      ids.buffer,
    ]);
  });

  it("names a buffer once that several views share, as a transfer list must", () => {
    const buffer = new ArrayBuffer(16);
    expect(buffersIn([new Float32Array(buffer, 0, 2), new Uint8Array(buffer, 8)])).toEqual([buffer]);
  });

  it("leaves shared memory alone, which cannot be moved", () => {
    expect(buffersIn({ data: new Uint8Array(new SharedArrayBuffer(8)) })).toEqual([]);
  });

  it.each([null, undefined, 3, "text", true, [], {}, [["a", 1], { b: null }]])("finds none in %j", (value) => {
    expect(buffersIn(value)).toEqual([]);
  });
});

describe("parcelOf", () => {
  it("copies samples and pixels at any depth, and moves the copies alone", async () => {
    const sound = { samples: new Float32Array([0.5, 1]).subarray(1), samplingRate: 16_000 };
    const value = {
      audio: sound,
      turns: [{ image: { data: new Uint8ClampedArray([1, 2, 3, 4]), width: 1 } }],
      text: "hi",
    };
    const { data, transfer } = await parcelOf(value);
    expect(data).toEqual(value);
    expect(transfer.map(({ byteLength }) => byteLength)).toEqual([4, 4]);
    const there = structuredClone(data, { transfer });
    expect(there).toEqual(value);
    expect(sound.samples).toEqual(new Float32Array([1]));
  });

  it.each([null, undefined, 3, "text", [], new Blob(["x"])])("hands %j over as it is", async (value) => {
    expect(await parcelOf(value)).toEqual({ data: value, transfer: [] });
  });

  it("copies what is long to its last byte, and lets other work come between", async () => {
    const samples = Float32Array.from({ length: 5_000_003 }, (_, at) => at);
    let isLetIn = false;
    void nextMacrotask().then(() => {
      isLetIn = true;
    });
    const { data, transfer } = await parcelOf({ samples });
    expect(isLetIn).toBe(true);
    expect(data).toMatchObject({ samples: expect.any(Float32Array) });
    // As bytes: to compare five million numbers one by one took 18 s.
    expect(transfer).toHaveLength(1);
    expect(Buffer.from(transfer[0] ?? new ArrayBuffer()).equals(Buffer.from(samples.buffer))).toBe(true);
  });
});

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Matrix, Pixels, rowOf, secondsOf } from "./media.ts";

describe("media", () => {
  it("have a length in seconds", () => {
    expect(secondsOf({ samples: new Float32Array(24_000), samplingRate: 16_000 })).toBe(1.5);
  });

  it("are not taken with less or more data than they say", () => {
    const data = new Uint8ClampedArray(2 * 3 * 4);
    expect(v.is(Pixels, { data, width: 2, height: 3 })).toBe(true);
    expect(v.is(Pixels, { data, width: 3, height: 3 })).toBe(false);
    expect(v.is(Pixels, { data, width: 1.5, height: 4 })).toBe(false);
    expect(v.is(Matrix, { data: new Float32Array(6), rows: 2, columns: 3 })).toBe(true);
    expect(v.is(Matrix, { data: new Float32Array(6), rows: 3, columns: 3 })).toBe(false);
    expect(v.is(Matrix, { data: new Float32Array(0), rows: 0, columns: 3 })).toBe(true);
  });
});

describe("rowOf", () => {
  it("is a view of the matrix, not a copy", () => {
    const matrix = { data: new Float32Array([1, 2, 3, 4, 5, 6]), rows: 2, columns: 3 };
    const row = rowOf(matrix, 1);
    expect([...row]).toEqual([4, 5, 6]);
    row[0] = 9;
    expect(matrix.data[3]).toBe(9);
  });
});

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { ChatMessage, contentText, Matrix, Pixels, rowOf, secondsOf, toTextMessages } from "./media.ts";

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

describe("a turn", () => {
  const image = { data: new Uint8ClampedArray(4), width: 1, height: 1 };
  const content = [
    { type: "text" as const, text: "What is " },
    { type: "image" as const, image },
    { type: "text" as const, text: "this?" },
  ];

  it("is a text, or parts as Python's chat format has them", () => {
    expect(v.is(ChatMessage, { role: "user", content: "Hi" })).toBe(true);
    expect(v.is(ChatMessage, { role: "user", content })).toBe(true);
    expect(v.is(ChatMessage, { role: "user", content: [{ type: "image", image: "cat.jpg" }] })).toBe(false);
  });

  it("gives its words to a model that only reads", () => {
    expect(contentText(content)).toBe("What is this?");
    expect(toTextMessages([{ role: "user", content }])).toEqual([{ role: "user", content: "What is this?" }]);
  });
});

import { describe, expect, it } from "vitest";
import { parseJson } from "./json.ts";

describe("JSON as Python reads it", () => {
  it("knows the numbers that JSON has no word for", () => {
    expect(parseJson('{"time_step_limit": [0.0, Infinity], "attn": NaN, "low": -Infinity}')).toEqual({
      time_step_limit: [0, Number.POSITIVE_INFINITY],
      attn: Number.NaN,
      low: Number.NEGATIVE_INFINITY,
    });
  });

  it("leaves texts alone that read like them", () => {
    expect(parseJson('{"a": "NaN", "b\\"Infinity": [NaN, "say \\"-Infinity\\""]}')).toEqual({
      a: "NaN",
      'b"Infinity': [Number.NaN, 'say "-Infinity"'],
    });
  });

  it("still refuses what is no JSON", () => {
    expect(() => parseJson('{"a": NaN')).toThrow(SyntaxError);
    expect(() => parseJson("{'a': 1}")).toThrow(SyntaxError);
  });
});

import { expect, it } from "vitest";
import { decoded } from "./codec.ts";

const never = () => Promise.reject(new Error("There is no picture."));

it("gives typed arrays back, however deep", async () => {
  const base64 = Buffer.from(Float32Array.of(0.5, -2).buffer).toString("base64");
  const value = {
    kind: "pooled",
    vectors: { data: { $typed: "Float32Array", base64 }, rows: 1 },
    list: [1, "a", null],
  };
  expect(await decoded(value, {}, never)).toEqual({
    kind: "pooled",
    vectors: { data: Float32Array.of(0.5, -2), rows: 1 },
    list: [1, "a", null],
  });
});

it("gives an input back with another alpha", async () => {
  const image = { data: Uint8ClampedArray.of(1, 2, 3, 255, 4, 5, 6, 255), width: 2, height: 1 };
  const grey = { data: Uint8ClampedArray.of(9, 9, 9, 255, 0, 0, 0, 255), width: 2, height: 1 };
  const cut = await decoded({ $cut: "image", alpha: "" }, { image }, async () => grey);
  expect(cut).toEqual({ data: Uint8ClampedArray.of(1, 2, 3, 9, 4, 5, 6, 0), width: 2, height: 1 });
});

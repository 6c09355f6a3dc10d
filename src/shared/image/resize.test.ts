import { describe, expect, it } from "vitest";
import golden from "./resize.golden.json";
import { resampleByNumber, resize } from "./resize.ts";

describe("resize", () => {
  it.each(golden.map((item) => ({ ...item, name: `${item.filter} ${item.source.width}×${item.source.height}` })))(
    "equals Pillow bit for bit: $name",
    ({ filter, source, target }) => {
      const resample = resampleByNumber.find((name) => name === filter) ?? "nearest";
      const resized = resize(Uint8ClampedArray.from(source.data), source, target, 3, resample);
      expect([...resized]).toEqual(target.data);
    },
  );

  it("gives a copy where nothing is to be resized", () => {
    const data = Uint8ClampedArray.of(1, 2, 3);
    const same = resize(data, { width: 1, height: 1 }, { width: 1, height: 1 }, 3, "bicubic");
    expect(same).toEqual(data);
    expect(same).not.toBe(data);
  });
});

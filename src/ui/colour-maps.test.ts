import { expect, test } from "vitest";
import { colourMaps, painted, paletteOf } from "./colour-maps.ts";

const lightness = (palette: Uint8ClampedArray, level: number) => {
  const [red = 0, green = 0, blue = 0] = palette.subarray(level * 3);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

test.each(colourMaps)("%s grows lighter from end to end, so that it is read without seeing hues", (map) => {
  const palette = paletteOf(map);
  for (let level = 8; level < 256; level += 8) {
    expect(lightness(palette, level)).toBeGreaterThan(lightness(palette, level - 8));
  }
  expect(lightness(paletteOf(map, true), 0)).toBe(lightness(palette, 255));
});

test("large maps are thinned out to what is asked, and small ones keep each pixel", () => {
  const levels = Uint8ClampedArray.of(0, 255, 255, 0);
  const whole = painted({ levels, width: 2, height: 2 }, paletteOf("grey"), 100);
  expect([...whole.data]).toEqual([0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 255]);
  const thin = painted({ levels: new Uint8ClampedArray(80).fill(255), width: 40, height: 2 }, paletteOf("grey"), 10);
  expect([thin.width, thin.height, thin.data[0]]).toEqual([10, 1, 255]);
});

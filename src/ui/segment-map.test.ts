import { expect, test } from "vitest";
import { cutRowsOf, rgbOf, thinned, tintedOf } from "./segment-map.ts";

const size = { width: 4, height: 3 };
const map = Uint16Array.of(1, 1, 2, 2, 1, 1, 2, 2, 0, 0, 0, 2);

test("fifty segments have fifty colours, and neighbours in the list are far apart", () => {
  const colours = Array.from({ length: 50 }, (_, index) => rgbOf(index));
  expect(new Set(colours.map(String)).size).toBe(50);
  const gaps = colours.slice(1).map((colour, index) => {
    return colour.reduce((sum, channel, at) => sum + Math.abs(channel - (colours[index]?.[at] ?? 0)), 0);
  });
  expect(Math.min(...gaps)).toBeGreaterThan(120);
});

test("a thinned map holds numbers of the map and none in between", () => {
  const long = Uint16Array.from({ length: 100 }, (_, x) => (x < 50 ? 3 : 9));
  expect([...thinned({ map: long, width: 100, height: 1 }, 4).map]).toEqual([3, 3, 9, 9]);
  expect(thinned({ map, ...size }, 10).map).toBe(map);
});

test("what is pointed at keeps its colour, the others step back, and borders are white", () => {
  const rgba = tintedOf({ map, ...size }, [rgbOf(0), rgbOf(1)], 2);
  const pixel = (x: number, y: number) => [...rgba.subarray((y * 4 + x) * 4, (y * 4 + x) * 4 + 4)];
  expect(pixel(0, 0)).toEqual([...rgbOf(0), 70]);
  expect(pixel(3, 0)).toEqual([...rgbOf(1), 255]);
  expect(pixel(1, 0)).toEqual([255, 255, 255, 255]);
  expect(pixel(0, 2)).toEqual([0, 0, 0, 0]);
});

test("a cut-out has the picture's own colours inside, and nothing outside", () => {
  const data = Uint8ClampedArray.from({ length: 48 }, (_, at) => at + 1);
  const cut = cutRowsOf({ data, ...size }, { map, ...size }, 2, { left: 2, top: 0, right: 4, bottom: 3 }, [1, 3]);
  expect([...cut]).toEqual([25, 26, 27, 28, 29, 30, 31, 32, 0, 0, 0, 0, 45, 46, 47, 48]);
});

import { expect, test } from "vitest";
import { coverOf, findGround, laidOn } from "./backdrop.ts";

test("a colour shows through as much as alpha leaves", () => {
  const ground = findGround({ kind: "colour", colour: "#ff8000" }, { width: 3, height: 1 });
  const cut = Uint8ClampedArray.of(10, 20, 30, 255, 10, 20, 30, 0, 0, 0, 100, 51);
  expect([...laidOn(cut, ground?.(0, 1) ?? cut)]).toEqual([10, 20, 30, 255, 255, 128, 0, 255, 204, 102, 20, 255]);
});

test("nothing lies behind until there is a picture", () => {
  expect(findGround({ kind: "checker" }, { width: 1, height: 1 })).toBeUndefined();
  expect(findGround({ kind: "picture" }, { width: 1, height: 1 })).toBeUndefined();
});

test.each([
  [
    { width: 400, height: 100 },
    { left: 150, top: 0, width: 100, height: 100 },
  ],
  [
    { width: 50, height: 200 },
    { left: 0, top: 75, width: 50, height: 50 },
  ],
])("of a picture of %o the middle fills a square", (picture, cover) => {
  expect(coverOf(picture, { width: 80, height: 80 })).toEqual(cover);
});

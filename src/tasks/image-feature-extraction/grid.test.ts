import { expect, test } from "vitest";
import { gridOf, patchSizeOf } from "./grid.ts";

const size = (width: number, height: number) => ({ width, height });

test("patches lie over the middle of a picture that was cropped", () => {
  const geometry = {
    original: size(200, 100),
    input: size(56, 56),
    place: { left: -28, top: 0, width: 112, height: 56 },
  };
  expect(gridOf(17, 14, geometry)).toEqual({
    columns: 4,
    rows: 4,
    skipped: 1,
    area: { left: 0.25, top: 0, width: 0.5, height: 1 },
  });
});

test("registers are no patches, and what is no grid is none", () => {
  const geometry = { original: size(48, 24), input: size(48, 24), place: { left: 0, top: 0, width: 48, height: 24 } };
  expect(gridOf(13, 12, geometry)).toMatchObject({ columns: 4, rows: 2, skipped: 5 });
  expect(gridOf(8, 12, geometry)).toMatchObject({ skipped: 0 });
  expect(gridOf(7, 12, geometry)).toBeNull();
  expect(gridOf(100, 12, geometry)).toBeNull();
  expect(gridOf(9, undefined, geometry)).toBeNull();
});

test("the size of a patch is that of the part for pictures", () => {
  expect(patchSizeOf({ patch_size: 14 })).toBe(14);
  expect(patchSizeOf({ text_config: {}, vision_config: { patch_size: 32 } })).toBe(32);
  expect(patchSizeOf({ patch_size: [4, 4] })).toBeUndefined();
});

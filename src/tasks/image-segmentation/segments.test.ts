import { expect, test } from "vitest";
import { decodeGrey } from "../../../e2e/support/png.ts";
import { segmentsOf } from "./segments.ts";

test("each segment is measured and drawn, also one that was painted over altogether", () => {
  const regions = {
    width: 5,
    height: 3,
    map: Uint16Array.of(1, 1, 0, 3, 3, 1, 3, 3, 3, 0, 0, 0, 0, 3, 0),
    found: [
      { place: 7, score: 0.5 },
      { place: 2, score: 0.4 },
      { place: 7, score: 0.3 },
    ],
  };
  const { segments } = segmentsOf(regions, (place) => `LABEL_${place}`);
  expect(segments.map(({ label, score, area }) => [label, score, area])).toEqual([
    ["LABEL_7", 0.5, 3],
    ["LABEL_2", 0.4, 0],
    ["LABEL_7", 0.3, 6],
  ]);
  expect(segments[2]).toMatchObject({ box: { left: 1, top: 0, right: 5, bottom: 3 }, middle: { x: 2, y: 1 } });
  const drawn = segments.map(({ mask }) => [...decodeGrey(Buffer.from(mask)).data]);
  const white = [1, 2, 3].map((number) => [...regions.map].map((at) => (at === number ? 255 : 0)));
  expect(drawn).toEqual(white);
});

test("where the picture was scaled, masks have the size of the one that was given", () => {
  const regions = { width: 2, height: 1, map: Uint16Array.of(0, 1), found: [{ place: 0, score: null }] };
  const [segment] = segmentsOf(regions, String, { width: 5, height: 2 }).segments;
  expect(segment?.area).toBe(1);
  const { width, height, data } = decodeGrey(Buffer.from(segment?.mask ?? []));
  expect([width, height, [...data]]).toEqual([5, 2, [0, 0, 0, 255, 255, 0, 0, 0, 255, 255]]);
});

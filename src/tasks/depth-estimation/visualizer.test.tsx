import * as v from "valibot";
import { expect, test } from "vitest";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { fixture } from "./fixture.ts";
import { levelsOf } from "./levels.ts";
import { visualizer } from "./visualizer.tsx";

const depths = Float32Array.of(1, 2, 4, 5, 3, 1);
const output = { width: 3, height: 2, depths, levels: levelsOf(depths), unit: "metres" };

test("levels go from the least to the most and are cut off behind the point, as Python's", () => {
  expect([...output.levels]).toEqual([0, 63, 191, 255, 127, 0]);
  expect([...levelsOf(Float32Array.of(2, 2))]).toEqual([0, 0]);
});

test("the JSON has the numbers themselves, and a PNG", async () => {
  const json = v.parse(v.instance(Blob), await jsonOf(visualizer, { ...fixture.final, output }));
  const { depth, predicted_depth: given } = JSON.parse(await json.text());
  expect(depth).toMatch(/^data:image\/png;base64,iVBOR/);
  expect(given.shape).toEqual([2, 3]);
  const bytes = Buffer.from(given.data, "base64");
  expect([...new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))]).toEqual([
    ...depths,
  ]);
});

test("near and far are told in metres, or as numbers that mean nothing alone", () => {
  expect(drawn(visualizer, { ...fixture.final, output })).toContain("view.far-metres");
  expect(drawn(visualizer, { ...fixture.final, output })).not.toContain("view.relative");
  expect(drawn(visualizer, fixture.final)).toContain("view.relative");
});

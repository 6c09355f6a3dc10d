import { expect, test } from "vitest";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { fixture } from "./fixture.ts";
import { fileNameOf, listedOf } from "./listed.ts";
import { visualizer } from "./visualizer.tsx";

test("the JSON is Python's: every segment in its order, with a PNG of the whole picture", async () => {
  const png = expect.stringMatching(/^data:image\/png;base64,iVBORw0KGgo/);
  expect(await jsonOf(visualizer, fixture.final)).toEqual([
    { label: "sky", score: 0.98, mask: png },
    { label: "cat", score: 0.961234, mask: png },
    { label: "cat", score: 0.93, mask: png },
  ]);
  expect(await jsonOf(visualizer, fixture.empty)).toEqual([]);
});

test("the legend has a row for each segment with its share, and tells two of a kind apart", () => {
  const html = drawn(visualizer, fixture.final);
  expect(html.match(/<tr/g)).toHaveLength(4);
  expect(html.match(/25\.0%/g)?.length).toBeGreaterThanOrEqual(3);
  expect(html.match(/view\.nth/g)?.length).toBeGreaterThanOrEqual(2);
  expect(html).toContain("view.uncovered");
});

test("a model that decides by pixels has no column of scores", () => {
  const map = new Uint16Array(96 * 64).fill(1);
  const box = { left: 0, top: 0, right: 96, bottom: 64 };
  const sea = { label: "sea", score: null, area: 96 * 64, box, middle: { x: 48, y: 0 }, mask: new Uint8Array(0) };
  const output = { width: 96, height: 64, map, segments: [sea] };
  const html = drawn(visualizer, { ...fixture.final, output });
  expect(html).not.toContain("view.score");
  expect(html).not.toContain("view.uncovered");
});

test("where nothing is sure enough the page says which threshold to lower", () => {
  expect(drawn(visualizer, fixture.empty)).toContain("view.empty");
  expect(drawn(visualizer, fixture.empty, { final: false })).toContain("view.waiting");
});

test("a file is named by its segment in any language, and says which of several it is", () => {
  const [fence, first, second] = listedOf(
    ["fence; fencing", "猫", "猫"].map((label) => ({
      label,
      score: null,
      area: 1,
      box: { left: 0, top: 0, right: 1, bottom: 1 },
      middle: { x: 0, y: 0 },
      mask: new Uint8Array(0),
    })),
  );
  expect(fence && fileNameOf(fence, "mask")).toBe("fence-fencing.mask.png");
  expect([first, second].map((entry) => entry && fileNameOf(entry, "cut-out"))).toEqual([
    "猫-1.cut-out.png",
    "猫-2.cut-out.png",
  ]);
});

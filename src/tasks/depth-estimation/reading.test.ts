import { expect, test } from "vitest";
import golden from "./depths.golden.json";
import { depthsOf } from "./reading.ts";

test.each(golden)("depths of $size on a picture of $picture are read as $processor reads them", (given) => {
  const { processor: className, isPadded, fieldOfView, size, picture, depth, every, expected } = given;
  const [[width = 0, height = 0], [across = 0, down = 0]] = [size, picture];
  const answer = { data: Float32Array.from(depth), width, height, fieldOfView: fieldOfView ?? undefined };
  const depths = depthsOf(answer, { className, isPadded }, { width: across, height: down });
  expect(depths.length).toBe(across * down);
  const most = Math.max(...expected.map(Math.abs));
  const drift = expected.map((value, place) => Math.abs(value - (depths[place * every] ?? Number.NaN)) / most);
  expect(Math.max(...drift)).toBeLessThan(2e-6);
});

test("a graph that tells a focal length tells metres, which are only brought to the picture's size", () => {
  const answer = { data: Float32Array.of(1, 3), width: 2, height: 1, isMetric: true };
  const depths = depthsOf(answer, { className: "DepthPro", isPadded: false }, { width: 4, height: 1 });
  expect([...depths]).toEqual([1, 1.5, 2.5, 3]);
});

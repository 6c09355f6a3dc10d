import { expect, test } from "vitest";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { fixture } from "./fixture.ts";
import { visualizer } from "./visualizer.tsx";

test("the JSON has every mask with its score, not rounded", async () => {
  const mask = expect.stringMatching(/^data:image\/png;base64,iVBORw0KGgo/);
  expect(await jsonOf(visualizer, fixture.final)).toEqual([
    { score: 0.97, mask },
    { score: 0.61, mask },
    { score: 0.1234567, mask },
  ]);
  expect(await jsonOf(visualizer, fixture.empty)).toEqual([]);
});

test("masks are offered beside what was pointed at; on another picture none of them is shown", () => {
  const html = drawn(visualizer, fixture.final);
  expect(html.match(/type="radio"/g)).toHaveLength(6);
  expect(html.match(/data-label/g)).toHaveLength(2);
  const { input, options } = fixture.empty;
  const other = drawn(visualizer, fixture.final, { now: { input: { image: { ...pictureIn(input) } }, options } });
  expect(other.match(/type="radio"/g)).toHaveLength(3);
});

test("before the first run it says what to do, and what to do next once something was pointed at", () => {
  const said = { t: (key: string) => key, locale: "en" };
  const { input, options } = fixture.empty;
  const before = (given: unknown) =>
    JSON.stringify(visualizer.before?.({ input, options: { ...options, ...Object(given) } }, said));
  expect(before({ points: [], box: null })).toContain('"points":[]');
  expect(visualizer.before?.({ input: {}, options }, said)).toBeUndefined();
});

function pictureIn(input: unknown): object {
  return typeof input === "object" && input !== null && "image" in input ? Object(input.image) : {};
}

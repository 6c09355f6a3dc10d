import * as v from "valibot";
import { expect, test } from "vitest";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { visualizer } from "./visualizer.tsx";

const image = { data: new Uint8ClampedArray(4).fill(9), width: 1, height: 1 };
const result = { input: { image }, options: {}, output: image };

test("the JSON is a PNG as a data URL", async () => {
  const json = v.parse(v.instance(Blob), await jsonOf(visualizer, result));
  expect(JSON.parse(await json.text())).toEqual({
    image: expect.stringMatching(/^data:image\/png;base64,iVBORw0KGgo/),
  });
});

test("every picture has a name in words", () => {
  const html = drawn(visualizer, result);
  expect(html).toContain('aria-label="view.before"');
  expect(html).toContain('aria-label="view.cutout"');
});

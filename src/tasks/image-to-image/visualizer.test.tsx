import * as v from "valibot";
import { expect, test } from "vitest";
import { samplePicture } from "../common/vision/sample.ts";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { fixture } from "./fixture.ts";
import { unmirrored } from "./unmirrored.ts";
import { visualizer } from "./visualizer.tsx";

test("the JSON is Python's whole picture as a PNG; what is shown and saved ends where the original ends", async () => {
  const json = v.parse(v.instance(Blob), await jsonOf(visualizer, fixture.final));
  expect(JSON.parse(await json.text())).toEqual({
    image: expect.stringMatching(/^data:image\/png;base64,iVBORw0KGgo/),
  });
  expect(drawn(visualizer, fixture.final)).toContain('width="192" height="128"');
});

test("what was mirrored is left out, row by row", () => {
  const whole = samplePicture(24, 16);
  const picture = unmirrored({ whole, scale: 2 }, { width: 9, height: 5 });
  expect([picture.width, picture.height]).toEqual([18, 10]);
  expect([...picture.data.subarray(18 * 4, 19 * 4)]).toEqual([...whole.data.subarray(24 * 4, 25 * 4)]);
});

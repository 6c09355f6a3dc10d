import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { visualizer } from "./visualizer.tsx";

const image = { data: new Uint8ClampedArray(4).fill(9), width: 1, height: 1 };
const result = { input: { image }, options: {}, output: image };

test("the JSON is a PNG as a data URL, made once a picture", async () => {
  const first = await visualizer.toJson(result);
  expect(first).toEqual({ image: expect.stringMatching(/^data:image\/png;base64,iVBORw0KGgo/) });
  expect(await visualizer.toJson(result)).toEqual(first);
});

test("every picture has a name in words", () => {
  const html = renderToStaticMarkup(visualizer.render(result, true, (key) => key, "en"));
  expect(html).toContain('aria-label="ui.compare.before"');
  expect(html).toContain('aria-label="ui.compare.cutout"');
});

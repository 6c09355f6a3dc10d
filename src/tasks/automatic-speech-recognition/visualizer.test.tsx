import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const base = {
  input: { audio: { samples: new Float32Array(16), samplingRate: 16_000 } },
  options: defaultsOf(definition.options),
};
const t = (key: string) => key;

test("the JSON has only what was heard", async () => {
  expect(await visualizer.toJson({ ...base, output: { text: " Hi" } })).toEqual({ text: " Hi" });
  const chunks = [{ text: " Hi", timestamp: [0, null] }];
  expect(await visualizer.toJson({ ...base, output: { text: " Hi", language: "en", chunks } })).toEqual({
    text: " Hi",
    language: "en",
    chunks,
  });
});

test("subtitles are offered once there are times, and the way to them is said where there are none", () => {
  const without = renderToStaticMarkup(visualizer.render({ ...base, output: { text: "Hi" } }, true, t, "en"));
  expect(without).toContain("view.need-timestamps");
  const chunks = [{ text: " Hi", timestamp: [0, 1] }];
  const withTimes = renderToStaticMarkup(visualizer.render({ ...base, output: { text: "Hi", chunks } }, true, t, "en"));
  expect(withTimes).toContain("view.download-srt");
  expect(withTimes).toContain("0:00.0");
});

test("a growing text is marked as busy and has no downloads yet", () => {
  const html = renderToStaticMarkup(visualizer.render({ ...base, output: { text: "Hi" } }, false, t, "en"));
  expect(html).toContain('aria-busy="true"');
  expect(html).not.toContain("view.download-txt");
});

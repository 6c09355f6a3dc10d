import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const base = {
  input: { audio: { samples: new Float32Array(16), samplingRate: 16_000 } },
  options: defaultsOf(definition.options),
};

test("the JSON has only what was heard", async () => {
  expect(await jsonOf(visualizer, { ...base, output: { text: " Hi", ms: 5 } })).toEqual({ text: " Hi" });
  const chunks = [{ text: " Hi", timestamp: [0, null] }];
  expect(await jsonOf(visualizer, { ...base, output: { text: " Hi", language: "en", chunks } })).toEqual({
    text: " Hi",
    language: "en",
    chunks,
  });
});

test("subtitles are offered once there are times, and the way to them is said where there are none", () => {
  const without = drawn(visualizer, { ...base, output: { text: "Hi" } });
  expect(without).toContain("view.need-timestamps");
  const chunks = [{ text: " Hi", timestamp: [0, 1] }];
  const withTimes = drawn(visualizer, { ...base, output: { text: "Hi", chunks } });
  expect(withTimes).toContain("view.download-srt");
  expect(withTimes).toContain("0:00.0");
});

test("how fast it was written stands beside how long the sound is, once it is written", () => {
  const output = { text: "Hi", ms: 500 };
  expect(drawn(visualizer, { ...base, output })).toContain("view.pace");
  expect(drawn(visualizer, { ...base, output }, { final: false })).not.toContain("view.pace");
  expect(drawn(visualizer, { ...base, output: { text: "Hi" } })).not.toContain("view.pace");
});

test("a growing text is marked as busy and has no downloads yet", () => {
  const html = drawn(visualizer, { ...base, output: { text: "Hi" } }, { final: false });
  expect(html).toContain('aria-busy="true"');
  expect(html).not.toContain("view.download-txt");
});

test("words run on as text, each with its time, and stay together in subtitles", () => {
  const chunks = [
    { text: "A", timestamp: [0, 1] },
    { text: "FOX", timestamp: [1, 2] },
  ];
  const html = drawn(visualizer, { ...base, output: { text: "A FOX", chunks, level: "word" } });
  expect(html).toContain('title="0:01.0"');
  expect(html.replace(/<[^>]*>/g, "")).toContain("A FOX");
});

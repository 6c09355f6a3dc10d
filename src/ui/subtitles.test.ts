import { expect, test } from "vitest";
import { type Cue, cuesOfWords, toSrt, toVtt } from "./subtitles.ts";

const cues: readonly Cue[] = [
  { text: " Hello & <welcome>", timestamp: [0, 1.5] },
  { text: " ", timestamp: [1.5, 2] },
  { text: " two\n\n lines", timestamp: [2, 3.25] },
  { text: " no end", timestamp: [3.25, null] },
];

test("SRT counts its cues from 1 and writes a comma before the milliseconds", () => {
  expect(toSrt(cues, 4)).toBe(
    [
      "1\n00:00:00,000 --> 00:00:01,500\nHello & <welcome>\n",
      "2\n00:00:02,000 --> 00:00:03,250\ntwo\nlines\n",
      "3\n00:00:03,250 --> 00:00:04,000\nno end\n",
    ].join("\n"),
  );
});

test("WebVTT starts with its name and escapes what it would read as markup", () => {
  expect(toVtt(cues.slice(0, 1))).toBe("WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nHello &amp; &lt;welcome&gt;\n");
});

test("an open end lasts to the next cue, to the end of the sound, or two seconds", () => {
  const open: readonly Cue[] = [
    { text: "a", timestamp: [1, null] },
    { text: "b", timestamp: [4, null] },
  ];
  expect(toSrt(open)).toContain("00:00:01,000 --> 00:00:04,000");
  expect(toSrt(open)).toContain("00:00:04,000 --> 00:00:06,000");
  expect(toSrt(open, 5)).toContain("00:00:04,000 --> 00:00:05,000");
});

test("words come together in cues that end with a sentence, a pause or two lines", () => {
  const words: readonly Cue[] = [
    { text: " So", timestamp: [0, 0.2] },
    { text: " it", timestamp: [0.2, 0.4] },
    { text: " is.", timestamp: [0.4, 0.6] },
    { text: " And", timestamp: [0.6, 0.8] },
    { text: " then", timestamp: [2, 2.2] },
  ];
  expect(cuesOfWords(" So it is. And then", words)).toEqual([
    { text: "So it is.", timestamp: [0, 0.6] },
    { text: "And", timestamp: [0.6, 0.8] },
    { text: "then", timestamp: [2, 2.2] },
  ]);
  expect(
    cuesOfWords("今天", [
      { text: "今", timestamp: [0, 0.2] },
      { text: "天", timestamp: [0.2, null] },
    ]),
  ).toEqual([{ text: "今天", timestamp: [0, null] }]);
});

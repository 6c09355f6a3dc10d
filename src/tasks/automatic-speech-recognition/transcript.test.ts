import { expect, test } from "vitest";
import golden from "./transcript.golden.json";
import { createTranscript } from "./transcript.ts";
import spelled from "./words.golden.json";
import { wordsOf } from "./words.ts";

const tokenizer = {
  decode: (ids: readonly number[]) =>
    new TextDecoder().decode(Uint8Array.from(ids.flatMap((id) => spelled.pieces[id] ?? []))),
  specialIds: new Set([50]),
};

const cases = golden.map((given, number) => ({ ...given, number }));

test.each(cases)("case $number, read by $level, is what Python makes of it", (given) => {
  const isByWord = given.level === "word";
  const transcript = createTranscript({
    tokenizer,
    timestampBegin: 100,
    precision: given.precision,
    toWords: isByWord ? (tokens) => wordsOf(tokens, tokenizer, { language: undefined, endId: 200 }) : undefined,
  });
  for (const { ids, ends, stride } of given.outputs) {
    const times = isByWord ? ends : undefined;
    const [length = 0, left = 0, right = 0] = stride ?? [];
    if (stride) transcript.takePart(ids, times, { length, left, right });
    else transcript.take(ids, times);
  }
  expect(transcript.text).toBe(given.text);
  if (given.chunks) expect(transcript.chunks()).toEqual(given.chunks);
});

test("what is written so far is a stretch without an end, and taking a window in two pieces changes nothing", () => {
  const transcript = createTranscript({ tokenizer, timestampBegin: 100, precision: 0.02, toWords: undefined });
  transcript.take([100, 0, 1]);
  expect(transcript.text).toBe(" The quick");
  expect(transcript.chunks()).toEqual([{ text: " The quick", timestamp: [0, null] }]);
  transcript.take([2, 150]);
  expect(transcript.chunks()).toEqual([{ text: " The quickest", timestamp: [0, 1] }]);
});

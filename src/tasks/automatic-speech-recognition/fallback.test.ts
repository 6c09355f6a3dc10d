import { expect, it } from "vitest";
import { compressionRatioOf, judge, logprobOf, temperaturesOf } from "./fallback.ts";
import golden from "./whisper.golden.json";

const none = { compressionRatio: null, logprob: null, noSpeech: null };
const loop = new Array<number>(40).fill(300);

it.each(golden.compression)("zlib shrinks $ids as much as Python's", async ({ ids, vocabulary, ratio }) => {
  expect(await compressionRatioOf(ids, vocabulary)).toBeCloseTo(ratio, 6);
});

it.each(golden.logprobs)("$id has the mean logarithm of Python's at temperature $temperature", (asked) => {
  const scores = Float32Array.from(asked.scores);
  expect(logprobOf(scores, asked.id, asked.temperature)).toBeCloseTo(asked.logprob, 5);
});

it("writes again what goes round in circles or is unlikely, leaves out what is silent and unlikely, and keeps the rest", async () => {
  const said = { vocabulary: 51_865, silence: 0.9 };
  const attempt = { ids: loop, logprob: -1.5 };
  expect(await judge(attempt, none, said)).toBe("keep");
  expect(await judge(attempt, { ...none, compressionRatio: 1.35 }, said)).toBe("again");
  expect(await judge(attempt, { ...none, logprob: -1 }, said)).toBe("again");
  expect(await judge(attempt, { ...none, logprob: -2, noSpeech: 0.6 }, said)).toBe("keep");
  expect(await judge(attempt, { ...none, logprob: -1, noSpeech: 0.6 }, said)).toBe("skip");
  expect(await judge(attempt, { ...none, logprob: -1, noSpeech: 0.6 }, { ...said, silence: 0.1 })).toBe("again");
});

it("takes temperatures one after the other, and 0 where none is given", () => {
  expect(temperaturesOf([])).toEqual([0]);
  expect(temperaturesOf(["0", "0.2"])).toEqual([0, 0.2]);
  expect(() => temperaturesOf(["hot"])).toThrow(expect.objectContaining({ code: "input-invalid" }));
});

import { expect, test } from "vitest";
import { soundField } from "../../../tasks/fields/audio.ts";
import { decodeSound, evened } from "./decode.ts";

test("a sound of no bytes is said to be empty, not broken", async () => {
  await expect(decodeSound(new Blob([]), soundField())).rejects.toMatchObject({ code: "sound-empty" });
});

test("16-bit samples are FFmpeg's, whichever way a browser divides them", () => {
  const whole = [-32_768, -5, 0, 1, 12_345, 32_767];
  const expected = Float32Array.from(whole, (sample) => sample / 32_768);
  expect(evened(Float32Array.from(whole, (sample) => sample / (sample > 0 ? 32_767 : 32_768)))).toEqual(expected);
  expect(evened(expected)).toEqual(expected);
});

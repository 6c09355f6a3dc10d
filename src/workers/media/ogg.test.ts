import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isChained } from "./ogg.ts";

const ogg = readFileSync("e2e/media/sounds/opus.ogg");

test("an Ogg file of one sound is none of several", async () => {
  expect(await isChained(new Blob([ogg]))).toBe(false);
  expect(await isChained(new Blob(["OggS and more"]))).toBe(false);
});

test("sounds one behind the other are seen, wherever the second begins", async () => {
  expect(await isChained(new Blob([ogg, ogg]))).toBe(true);
  // Across the edge of what is read at once.
  const filling = new Uint8Array((1 << 22) - ogg.length - 3).fill(1);
  expect(await isChained(new Blob([ogg, filling, ogg]))).toBe(true);
});

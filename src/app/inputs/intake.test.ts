import { expect, test } from "vitest";
import type { FileKind } from "./file.ts";
import { type Taker, takerFor } from "./intake.ts";

const taker = (kind: FileKind, isEmpty = true): Taker => ({ kind, isEmpty, take: () => {} });
const file = (name: string) => new File(["x"], name);

test("a file goes to an editor of its kind, an empty one before a filled one", () => {
  const text = taker("text");
  const filled = taker("image", false);
  const empty = taker("image");
  expect(takerFor([file("a.png")], [text, filled, empty])).toBe(empty);
  expect(takerFor([file("a.png")], [text, filled])).toBe(filled);
  expect(takerFor([file("a.txt")], [filled, text])).toBe(text);
});

test("a film goes to an editor that shows it, and where there is none to one for sounds", () => {
  const sounds = taker("audio");
  const films: Taker = { ...taker("audio"), isForFilms: true };
  expect(takerFor([new File(["x"], "a.mov", { type: "video/quicktime" })], [sounds, films])).toBe(films);
  expect(takerFor([file("a.webm")], [sounds, films])).toBe(films);
  expect(takerFor([file("a.mp4")], [sounds])).toBe(sounds);
  expect(takerFor([new File(["x"], "a.webm", { type: "audio/webm" })], [sounds, films])).toBe(sounds);
});

test("a file of a kind that no editor takes goes nowhere; one that does not say its kind is tried by the first", () => {
  const image = taker("image");
  expect(takerFor([file("a.mp3")], [image])).toBeUndefined();
  expect(takerFor([file("a.bin")], [image, taker("audio")])).toBe(image);
  expect(takerFor([file("a.bin")], [])).toBeUndefined();
  expect(takerFor([], [image])).toBeUndefined();
});

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { findSamplingRate } from "./sampling-rate.ts";

const root = path.resolve(import.meta.dirname, "../../../..");
const bufferOf = (bytes: Uint8Array) => new Uint8Array(bytes).buffer;

/** `text` is Latin-1, one character a byte. */
const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

it.each([
  ["e2e/media/mono_16k.wav", 16_000],
  ["e2e/media/stereo_44k.wav", 44_100],
  ["e2e/media/speech.mp3", 24_000],
  ["e2e/media/speech.ogg", 24_000],
  ["public/examples/library_tour.mp3", 24_000],
])("reads the rate of %s", (file, rate) => {
  expect(findSamplingRate(bufferOf(readFileSync(path.join(root, file))))).toBe(rate);
});

it.each([
  ["FLAC", `fLaC\0\0\0\x22${"\0".repeat(10)}\x0a\xc4\x42\xf0`, 44_100],
  ["WebM", "\x1a\x45\xdf\xa3........\xb5\x84\x47\x3b\x80\x00............", 48_000],
  ["MP4", `\0\0\0\x20ftypM4A ....\0\0\0\x24mp4a${"\0".repeat(24)}\x7d\x00\x00\x00....`, 32_000],
  ["Ogg with Opus", `OggS${"\0".repeat(22)}\x01\x13OpusHead\x01\x01`, 48_000],
  ["MP3 behind a tag", "ID3\x04\0\0\0\0\0\x02..\xff\xfb\x94\x64", 48_000],
])("reads the rate of %s", (_, text, rate) => {
  expect(findSamplingRate(bufferOf(bytes(text)))).toBe(rate);
});

it.each([
  ["nothing", ""],
  ["text", "Once upon a time"],
  ["a WAV that ends early", "RIFF....WAVEfmt "],
  ["a WAV that says nonsense", `RIFF....WAVEfmt \x10\0\0\0\x01\0\x01\0\x01\0\0\0${"\0".repeat(8)}`],
])("finds none in %s", (_, text) => {
  expect(findSamplingRate(bufferOf(bytes(text)))).toBeUndefined();
});

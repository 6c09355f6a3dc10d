import { expect, it } from "vitest";
import { findUnreadEncoding } from "./wave.ts";

/** Header of a WAV file: the format's number, bits a sample, and what an extensible format stands for. */
function waveOf(tag: number, bits: number, inner = 0): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(64));
  for (const [at, text] of [
    [0, "RIFF"],
    [8, "WAVE"],
    [12, "fmt "],
  ] as const) {
    [...text].forEach((letter, index) => {
      view.setUint8(at + index, letter.charCodeAt(0));
    });
  }
  view.setUint32(16, 40, true);
  view.setUint16(20, tag, true);
  view.setUint16(34, bits, true);
  view.setUint16(44, inner, true);
  return view.buffer;
}

it("names what browsers do not read, and nothing else", () => {
  expect(findUnreadEncoding(waveOf(0x11, 4))).toBe("IMA ADPCM");
  expect(findUnreadEncoding(waveOf(2, 4))).toBe("Microsoft ADPCM");
  expect(findUnreadEncoding(waveOf(3, 64))).toBe("64-bit float");
  expect(findUnreadEncoding(waveOf(0xfffe, 64, 3))).toBe("64-bit float");
  for (const [tag, bits] of [
    [1, 16],
    [1, 24],
    [3, 32],
    [6, 8],
    [7, 8],
  ] as const) {
    expect(findUnreadEncoding(waveOf(tag, bits))).toBeUndefined();
  }
});

it("finds none in a file that is no WAV, or ends early", () => {
  expect(findUnreadEncoding(new ArrayBuffer(0))).toBeUndefined();
  expect(findUnreadEncoding(waveOf(0x11, 4).slice(0, 20))).toBeUndefined();
  expect(findUnreadEncoding(new TextEncoder().encode("Once upon a time, in a file").buffer)).toBeUndefined();
});

import { expect, it } from "vitest";
import { findPcm, findUnreadEncoding, findWave, isSixteenBit } from "./wave.ts";

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
  expect(findUnreadEncoding(waveOf(0xfffe, 4, 0x11))).toBe("IMA ADPCM");
  for (const [tag, bits] of [
    [1, 16],
    [1, 24],
    [3, 32],
    [3, 64],
    [6, 8],
    [7, 8],
  ] as const) {
    expect(findUnreadEncoding(waveOf(tag, bits))).toBeUndefined();
  }
});

it.each([
  ["AIFF", "FORM\0\0\0\0AIFF"],
  ["Sun AU", ".snd"],
  ["Core Audio (CAF)", "caff\0\x01"],
  ["AMR", "#!AMR\n"],
  ["Windows Media (WMA)", "\x30\x26\xB2\x75\x8E"],
  ["MPEG layer II", "\xFF\xFD\x84"],
  ["MIDI", "MThd"],
  [undefined, "\xFF\xFB\x90"],
  [undefined, "\xFF\xF1\x50"],
  [undefined, "OggS"],
])("names %s, which no WAV file is", (name, begin) => {
  expect(findUnreadEncoding(Uint8Array.from(begin, (letter) => letter.charCodeAt(0)).buffer)).toBe(name);
});

it("finds none in a file that is no WAV, or ends early", () => {
  expect(findUnreadEncoding(new ArrayBuffer(0))).toBeUndefined();
  expect(findUnreadEncoding(waveOf(0x11, 4).slice(0, 20))).toBeUndefined();
  expect(findUnreadEncoding(new TextEncoder().encode("Once upon a time, in a file").buffer)).toBeUndefined();
});

/** The head of a WAV file of whole numbers, and its samples. */
function pcmFile(bits: number, channels: number, samples: readonly number[]): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(46 + samples.length));
  const text = (at: number, word: string) => {
    for (const [index, letter] of [...word].entries()) view.setUint8(at + index, letter.charCodeAt(0));
  };
  text(0, "RIFF");
  text(8, "WAVE");
  text(12, "fmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, 8000, true);
  view.setUint16(34, bits, true);
  text(36, "data");
  view.setUint32(40, 0xffffffff, true);
  for (const [index, byte] of samples.entries()) view.setUint8(44 + index, byte);
  return view.buffer.slice(0, 44 + samples.length);
}

it.each([
  // FFmpeg's, by `ffmpeg -f u8|s16le|s24le|s32le -i - -f f32le -`.
  [8, [0, 128, 255], [-1, 0, 0.9921875]],
  [16, [0, 128, 0, 0, 255, 127], [-1, 0, 0.999969482421875]],
  [24, [0, 0, 128, 0, 0, 0, 255, 255, 127], [-1, 0, 0.9999998807907104]],
  [32, [0, 0, 0, 128, 0, 0, 0, 0, 0, 0, 0, 64], [-1, 0, 0.5]],
])(
  "samples of %d bits are scaled as FFmpeg scales them, in a file that tells no length too",
  (bits, bytes, expected) => {
    const file = pcmFile(bits, 1, bytes);
    const wave = findWave(file);
    expect(wave && findPcm(file, wave)?.map((channel) => [...channel])).toEqual([expected]);
  },
);

it("channels lie one beside the other, and what is no whole numbers is left to the browser", () => {
  const file = pcmFile(8, 2, [0, 128, 128, 0]);
  const wave = findWave(file);
  expect(wave && findPcm(file, wave)?.map((channel) => [...channel])).toEqual([
    [-1, 0],
    [0, -1],
  ]);
  expect(wave && findPcm(file, { ...wave, format: 3 })).toBeUndefined();
});

it("a head that tells no rate or no channels is left to the browser, which says that it is damaged", () => {
  const file = pcmFile(16, 1, [0, 1, 2, 3]);
  const wave = findWave(file);
  expect(wave && findPcm(file, wave)).toBeDefined();
  expect(wave && findPcm(file, { ...wave, samplingRate: 0 })).toBeUndefined();
  expect(wave && findPcm(file, { ...wave, channels: 0 })).toBeUndefined();
});

it("floats of 64 bits are read here, since no browser does", () => {
  const bytes = new Uint8Array(Float64Array.of(-0.25, 0.5).buffer);
  const file = pcmFile(64, 1, [...bytes]);
  const wave = findWave(file);
  expect(wave && findPcm(file, { ...wave, format: 3 })).toEqual([Float32Array.of(-0.25, 0.5)]);
});

it("FLAC of 16 bits and telephone codes are 16-bit samples, FLAC of 24 bits and all else are not", () => {
  const flac = (bits: number) => {
    const view = new DataView(new ArrayBuffer(42));
    view.setUint32(0, 0x664c6143);
    view.setUint32(18, (16_000 << 12) | (1 << 9) | ((bits - 1) << 4));
    return view.buffer;
  };
  expect([flac(16), flac(24), waveOf(7, 8), waveOf(6, 8), waveOf(3, 32), new ArrayBuffer(3)].map(isSixteenBit)).toEqual(
    [true, false, true, true, false, false],
  );
});

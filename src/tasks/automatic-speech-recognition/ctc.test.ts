import { describe, expect, it } from "vitest";
import { type CtcVocabulary, textOf, toPieces, toWords } from "./ctc.ts";
import { ownFrames, toStretches } from "./stretches.ts";

const vocabulary: CtcVocabulary = {
  tokens: new Map(["<pad>", "|", "A", "B", "C"].map((token, id) => [id, token])),
  blank: "<pad>",
  unknown: "<unk>",
  delimiter: "|",
  space: " ",
  lowerCase: false,
  cleansUp: false,
  isPhonetic: false,
};

describe("letters of frames", () => {
  it("are one where neighbours are equal, two where a blank is between, and none for blanks", () => {
    const pieces = toPieces([0, 2, 2, 0, 2, 3, 3, 3, 0], vocabulary);
    expect(pieces).toEqual([
      { text: "A", start: 1, end: 3 },
      { text: "A", start: 4, end: 5 },
      { text: "B", start: 5, end: 8 },
    ]);
    expect(textOf(pieces, vocabulary)).toBe("AAB");
  });

  it("become words between delimiters, which count for no word and are trimmed at the ends", () => {
    const pieces = toPieces([1, 2, 0, 3, 1, 1, 0, 1, 4, 1], vocabulary);
    expect(textOf(pieces, { ...vocabulary, lowerCase: true })).toBe("ab  c");
    expect(toWords(pieces, " ")).toEqual([
      { text: "AB", start: 1, end: 4 },
      { text: "C", start: 8, end: 9 },
    ]);
  });

  it("are written as the unknown token where the vocabulary has none, and not at all where nothing is said", () => {
    // Wav2Vec2CTCTokenizer.decode([2, 99, 98, 0, 3]): both unknown ids are one token, and merge.
    expect(textOf(toPieces([2, 99, 98, 0, 3, -1], vocabulary), vocabulary)).toBe("A<unk>B");
  });

  it("lose the spaces before punctuation where the tokenizer's settings say so", () => {
    const spelt = { ...vocabulary, tokens: new Map(["<pad>", "|", "A", ".", "'s"].map((token, id) => [id, token])) };
    const pieces = toPieces([2, 1, 4, 1, 3], spelt);
    // Wav2Vec2CTCTokenizer.decode of the same ids, without and with clean_up_tokenization_spaces.
    expect(textOf(pieces, spelt)).toBe("A 's .");
    expect(textOf(pieces, { ...spelt, cleansUp: true })).toBe("A's.");
  });

  it("are sounds of speech, written apart, where the tokenizer is one of phonemes", () => {
    const phonemes = { ...vocabulary, isPhonetic: true };
    // Wav2Vec2PhonemeCTCTokenizer(word_delimiter_token="|").decode of the same ids, and without one.
    const ids = [2, 2, 0, 1, 3, 0, 4];
    expect(textOf(toPieces(ids, phonemes), phonemes)).toBe("A B C");
    const undivided = { ...phonemes, delimiter: null };
    expect(textOf(toPieces(ids, undivided), undivided)).toBe("A | B C");
  });

  it("are none of no frames", () => {
    expect(toPieces([], vocabulary)).toEqual([]);
    expect(toWords([], " ")).toEqual([]);
  });
});

describe("parts of a long sound", () => {
  // As `chunk_iter(inputs, extractor, 3000, 500, 500)` of transformers gives them for 6,400 samples at 100 Hz.
  const stretches = toStretches(6400, { samplingRate: 100, samplesPerFrame: 10, chunkSeconds: 30 });

  it("overlap by a sixth on each side, which belongs to the neighbour", () => {
    expect(stretches).toEqual([
      { start: 0, end: 3000, left: 0, right: 500 },
      { start: 2000, end: 5000, left: 500, right: 500 },
      { start: 4000, end: 6400, left: 500, right: 0 },
    ]);
  });

  it("are whole frames by Python's round, which gives half a frame to the even neighbour", () => {
    // `int(round(3.3 * 16000 / 640) * 640)` of 82.5 frames; an adapter makes one frame of 640 samples.
    expect(toStretches(116_960, { samplingRate: 16_000, samplesPerFrame: 640, chunkSeconds: 3.3 })[0]).toEqual({
      start: 0,
      end: 52_480,
      left: 0,
      right: 8_960,
    });
  });

  it("together own every frame once, though each part has one less than its length makes", () => {
    const owned = stretches.map((stretch) => {
      const { from, to } = ownFrames(stretch, 10);
      return [stretch.start / 10 + from, stretch.start / 10 + to];
    });
    expect(owned).toEqual([
      [0, 250],
      [250, 450],
      [450, 640],
    ]);
  });
});

/** How sure of each token, from nearly certain to hardly. */
const probabilities = [0.97, 0.61, 0.88, 0.2, 0.03];

/** Tokens of these words, each with another that would have been the next best. */
export function sampleTokens(words: readonly string[], other: string) {
  return words.map((text, at) => ({
    id: at,
    text,
    probability: probabilities[at] ?? 0,
    top: [
      { id: at, text, probability: 0.6 },
      { id: 90 + at, text: other, probability: 0.2 },
    ],
  }));
}

/** What an encoder-decoder is given as one text and writes, before, in the middle and at the end. */
export function sampleWriting(source: string, text: string) {
  const value = { text, tokens: [7, 8, 9], sourceTokens: 21, partCount: 1, parts: [{ source, text }] };
  return {
    input: { text: source },
    empty: [],
    partial: [{ status: "done" as const, value: { ...value, text: text.slice(0, 6), parts: [] } }],
    final: [{ status: "done" as const, value }],
  };
}

/** What people write for a mask whatever the model: BERT's own and RoBERTa's. */
const common = /\[MASK\]|<mask>/gi;

/**
 * A text without the model's own mask may have another model's: that is meant then.
 * @returns the text with the model's own, and what stood there instead
 */
export function withOwnMask(text: string, own: string): { text: string; replaced: string | undefined } {
  if (text.includes(own)) return { text, replaced: undefined };
  const replaced = text.match(common)?.[0];
  return { text: text.replace(common, () => own), replaced };
}

/**
 * Puts words in the place of masks. A piece that goes on a word (`##ing`) is joined to what stands before it.
 * @param words one a mask, `undefined` where it stays
 */
export function filledText(text: string, mask: string, words: readonly (string | undefined)[]): string {
  const pieces = text.split(mask);
  return pieces.reduce((before, after, place) => {
    const word = words[place - 1];
    if (word === undefined) return before + mask + after;
    return word.startsWith("##") ? before.trimEnd() + word.slice(2) + after : before + word.trim() + after;
  });
}

/**
 * Where words stand in a text, in code points as Python counts; nothing at 0, 0 where they do not stand there. A model
 * that only writes knows no offsets.
 * @param from in code points: what comes before is left out
 */
export function spanOf(text: string, words: string, from = 0): { readonly start: number; readonly end: number } {
  if (words === "") return { start: 0, end: 0 };
  const after = [...text].slice(from).join("");
  const exact = after.indexOf(words);
  const place = exact < 0 ? after.toLowerCase().indexOf(words.toLowerCase()) : exact;
  if (place < 0) return { start: 0, end: 0 };
  const start = from + [...after.slice(0, place)].length;
  return { start, end: start + [...words].length };
}

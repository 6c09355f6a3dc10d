/** Where the context has the words of an answer first, letter case aside; `undefined` where it does not. */
export function placeIn(
  context: readonly string[],
  answer: string,
): { readonly start: number; readonly end: number } | undefined {
  const wanted = [...answer].map((char) => char.toLowerCase());
  if (wanted.length === 0) return undefined;
  const lower = context.map((char) => char.toLowerCase());
  for (let start = 0; start + wanted.length <= lower.length; start++) {
    if (wanted.every((char, index) => lower[start + index] === char)) return { start, end: start + wanted.length };
  }
  return undefined;
}

/**
 * What overlapping parts of a sound were heard as, as one: each next one is laid over the end of the one before where most
 * of the two agrees, at least two items; the left one counts up to the middle of that, the right one from there.
 * `_find_longest_common_sequence` of Whisper's tokenizer in transformers.
 * @param isSame whether an item of the left one is one of the right one
 */
export function joinOverlapping<T>(
  sequences: readonly (readonly T[])[],
  isSame: (left: T, right: T) => boolean,
): readonly T[] {
  const [first = [], ...others] = sequences;
  const joined: T[] = [];
  let left = first;
  for (const right of others) {
    const { leftMiddle, rightMiddle } = middleOf(left, right, isSame);
    joined.push(...left.slice(0, leftMiddle));
    left = right.slice(rightMiddle);
  }
  return [...joined, ...left];
}

/** Favours long agreements among equally good ones. */
const perItem = 1 / 10_000;

function middleOf<T>(left: readonly T[], right: readonly T[], isSame: (left: T, right: T) => boolean) {
  let best = 0;
  let middle = { leftMiddle: left.length, rightMiddle: 0 };
  for (let shift = 1; shift < left.length + right.length; shift++) {
    const leftStart = Math.max(0, left.length - shift);
    const leftStop = Math.min(left.length, left.length + right.length - shift);
    const rightStart = Math.max(0, shift - left.length);
    const rightStop = Math.min(right.length, shift);
    const pairs = left.slice(leftStart, leftStop).map((item, index) => [item, right[rightStart + index]] as const);
    const matches = pairs.filter(([a, b]) => b !== undefined && isSame(a, b)).length;
    const share = matches / shift + shift * perItem;
    if (matches > 1 && share > best) {
      best = share;
      middle = {
        leftMiddle: Math.floor((leftStop + leftStart) / 2),
        rightMiddle: Math.floor((rightStop + rightStart) / 2),
      };
    }
  }
  return middle;
}

import * as v from "valibot";
import { type Aligned, lengthOf, slice, textOf } from "./aligned.ts";

/** What becomes of the pieces that a pattern matches: `SplitDelimiterBehavior` of the crate `tokenizers`. */
export const Behavior = v.picklist(["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"]);
export type Behavior = v.InferOutput<typeof Behavior>;

/** A stretch of a text in characters, and whether the pattern matched it. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly isMatch: boolean;
}

export type FindStretches = (source: Aligned) => readonly Stretch[];

/** Every character that `matches` is a match by itself. */
export function byCharacter(matches: (char: string) => boolean): FindStretches {
  return ({ chars }) => {
    const stretches: Stretch[] = [];
    let from = 0;
    for (const [place, char] of chars.entries()) {
      if (!matches(char)) continue;
      if (from < place) stretches.push({ from, to: place, isMatch: false });
      stretches.push({ from: place, to: place + 1, isMatch: true });
      from = place + 1;
    }
    if (from < chars.length) stretches.push({ from, to: chars.length, isMatch: false });
    return stretches;
  };
}

/** @param pattern global, and by code points */
export function byPattern(pattern: RegExp): FindStretches {
  return (source) => {
    const text = textOf(source);
    const stretches: Stretch[] = [];
    let unit = 0;
    let from = 0;
    for (const match of text.matchAll(pattern)) {
      const start = from + lengthOf(text.slice(unit, match.index));
      if (from < start) stretches.push({ from, to: start, isMatch: false });
      from = start + lengthOf(match[0]);
      unit = match.index + match[0].length;
      stretches.push({ from: start, to: from, isMatch: true });
    }
    if (from < source.chars.length) stretches.push({ from, to: source.chars.length, isMatch: false });
    return stretches;
  };
}

export function inverted(find: FindStretches): FindStretches {
  return (source) => find(source).map((stretch) => ({ ...stretch, isMatch: !stretch.isMatch }));
}

export function split(source: Aligned, find: FindStretches, behavior: Behavior): Aligned[] {
  return arranged(find(source), behavior)
    .filter(({ from, to }) => from < to)
    .map(({ from, to }) => slice(source, from, to));
}

function arranged(stretches: readonly Stretch[], behavior: Behavior): readonly Stretch[] {
  switch (behavior) {
    case "Isolated":
      return stretches;
    case "Removed":
      return stretches.filter(({ isMatch }) => !isMatch);
    case "Contiguous":
      return joined(stretches, (before, stretch) => before.isMatch === stretch.isMatch);
    // Of several matches in a row only the first joins what is before it, or the last what comes after.
    case "MergedWithPrevious":
      return joined(stretches, (before, stretch) => stretch.isMatch && !before.isMatch);
    case "MergedWithNext":
      return joined(stretches, (before, stretch) => before.isMatch && !stretch.isMatch);
  }
}

/** @param isJoined by the stretch that stands right before */
function joined(
  stretches: readonly Stretch[],
  isJoined: (before: Stretch, stretch: Stretch) => boolean,
): readonly Stretch[] {
  const all: Stretch[] = [];
  let before: Stretch | undefined;
  for (const stretch of stretches) {
    const last = all.at(-1);
    if (last && before && isJoined(before, stretch)) all[all.length - 1] = { ...last, to: stretch.to };
    else all.push(stretch);
    before = stretch;
  }
  return all;
}

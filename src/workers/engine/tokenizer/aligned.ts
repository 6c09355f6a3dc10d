/**
 * A text whose every character remembers where in the original it comes from: `starts[i]` to `ends[i]`, in code points.
 * The rules are those of `NormalizedString` in the Rust crate `tokenizers`, so that offsets equal Python's.
 */
export interface Aligned {
  /** One code point each. */
  readonly chars: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * A character of the result and how it came to be: 0 stands for the next one of the source, above 0 it was put in,
 * below 0 it stands for the next one and swallows as many more.
 */
export type Change = readonly [char: string, change: number];

export function align(text: string): Aligned {
  const chars = [...text];
  return { chars, starts: chars.map((_, index) => index), ends: chars.map((_, index) => index + 1) };
}

export function textOf({ chars }: Aligned): string {
  return chars.join("");
}

export function slice({ chars, starts, ends }: Aligned, from: number, to: number): Aligned {
  return { chars: chars.slice(from, to), starts: starts.slice(from, to), ends: ends.slice(from, to) };
}

/** Rewrites the whole text. What was put in has the place of the character before it. */
export function transform(source: Aligned, changes: Iterable<Change>): Aligned {
  const chars: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let next = 0;
  for (const [char, change] of changes) {
    const from = change > 0 ? next - 1 : next;
    chars.push(char);
    starts.push(source.starts[from] ?? 0);
    ends.push(source.ends[from] ?? 0);
    if (change <= 0) next += 1 - change;
  }
  return { chars, starts, ends };
}

export function filter(source: Aligned, keep: (char: string) => boolean): Aligned {
  const kept = source.chars.flatMap((char, index) => (keep(char) ? [index] : []));
  return {
    chars: kept.map((index) => source.chars[index] ?? ""),
    starts: kept.map((index) => source.starts[index] ?? 0),
    ends: kept.map((index) => source.ends[index] ?? 0),
  };
}

export function mapChars(source: Aligned, map: (char: string) => string): Aligned {
  return { ...source, chars: source.chars.map(map) };
}

/** What was prepended has the place of the first character. */
export function prepend(source: Aligned, text: string): Aligned {
  if (source.chars.length === 0) return source;
  const added = [...text];
  return {
    chars: [...added, ...source.chars],
    starts: [...added.map(() => source.starts[0] ?? 0), ...source.starts],
    ends: [...added.map(() => source.ends[0] ?? 0), ...source.ends],
  };
}

/** Every match becomes `content`, which has the place of the match's last character. */
export function replaceAll(source: Aligned, pattern: RegExp, content: string): Aligned {
  const text = textOf(source);
  const added = [...content];
  const chars: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  function copy(from: number, to: number): void {
    for (let index = from; index < to; index++) {
      chars.push(source.chars[index] ?? "");
      starts.push(source.starts[index] ?? 0);
      ends.push(source.ends[index] ?? 0);
    }
  }
  let unit = 0;
  let point = 0;
  for (const match of text.matchAll(pattern)) {
    const from = point + lengthOf(text.slice(unit, match.index));
    copy(point, from);
    point = from + lengthOf(match[0]);
    unit = match.index + match[0].length;
    for (const char of added) {
      chars.push(char);
      starts.push(source.starts[point - 1] ?? 0);
      ends.push(source.ends[point - 1] ?? 0);
    }
  }
  copy(point, source.chars.length);
  return { chars, starts, ends };
}

/** In code points. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** A stretch of text without the white space around it, and the white space behind it. */
export interface Stretch {
  readonly text: string;
  readonly gap: string;
}

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** Ends with a full stop but ends no sentence: a title, a name's initial, and what comes in the middle of one. */
const abbreviation =
  /(?:^|[\s("'“‘])(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Gen|Col|Sen|Rep|vs|No|Nos|Fig|Eq|pp|ca|approx|e\.g|i\.e|cf|al|\p{Lu})\.$/u;

/**
 * Sentences in their order, by Unicode's rules (UAX 29, as the browser has them). A line break always ends one; a title
 * or an initial does not, nor does anything that goes on in lower case.
 */
export function* sentencesIn(text: string): Generator<Stretch> {
  // The last one found is held back: white space may yet follow it.
  let held: Stretch | undefined;
  for (const piece of piecesIn(text)) {
    const bare = piece.trim();
    if (bare === "") {
      held = held && { text: held.text, gap: held.gap + piece };
      continue;
    }
    if (held) yield held;
    held = { text: bare, gap: /\s*$/.exec(piece)?.[0] ?? "" };
  }
  if (held) yield held;
}

export function sentencesOf(text: string): readonly Stretch[] {
  return [...sentencesIn(text)];
}

/** The text in pieces, the white space of each behind it. */
function* piecesIn(text: string): Generator<string> {
  let open = "";
  for (const { segment } of segmenter.segment(text)) {
    if (open !== "" && !/\n\s*$/.test(open) && !/^\s*\p{Ll}/u.test(segment) && !endsOpen(open)) {
      yield open;
      open = "";
    }
    open += segment;
    if (/\n\s*$/.test(open)) {
      yield open;
      open = "";
    }
  }
  yield open;
}

function endsOpen(piece: string): boolean {
  return abbreviation.test(piece.trimEnd());
}

/** Two halves of nearly the same length, cut at white space where there is some. */
export function halvesOf({ text, gap }: Stretch): readonly [Stretch, Stretch] {
  const middle = Math.floor(text.length / 2);
  const spaces = [...text.matchAll(/\s+/g)];
  const nearest = spaces.sort((a, b) => Math.abs(a.index - middle) - Math.abs(b.index - middle))[0];
  if (nearest) {
    const [white] = nearest;
    const rest = text.slice(nearest.index + white.length);
    return [
      { text: text.slice(0, nearest.index), gap: white },
      { text: rest, gap },
    ];
  }
  // Not between the two halves of a character.
  const cut = /[\uDC00-\uDFFF]/.test(text.charAt(middle)) ? middle + 1 : middle;
  return [
    { text: text.slice(0, cut), gap: "" },
    { text: text.slice(cut), gap },
  ];
}

/**
 * Puts stretches together, in their order, to as few as hold at most `limit` each; one that is longer is cut.
 * @param lengthOf of a text, in the units of `limit`; together they count at most the sum of each
 * @param taken is told how many characters more are in place; what it throws ends the work
 */
export async function packed(
  stretches: Iterable<Stretch>,
  limit: number,
  lengthOf: (text: string) => number,
  taken: (characters: number) => Promise<void> = async () => {},
): Promise<readonly Stretch[]> {
  const found: Stretch[] = [];
  let room = 0;
  for (const stretch of stretches) {
    for (const { length, ...piece } of cutTo(stretch, limit, lengthOf)) {
      const last = found.at(-1);
      if (last && length <= room) {
        found[found.length - 1] = { text: last.text + last.gap + piece.text, gap: piece.gap };
        room -= length;
      } else {
        found.push(piece);
        room = limit - length;
      }
      await taken(piece.text.length + piece.gap.length);
    }
  }
  return found;
}

interface Measured extends Stretch {
  readonly length: number;
}

function* cutTo(stretch: Stretch, limit: number, lengthOf: (text: string) => number): Generator<Measured> {
  const isWhole = stretch.text.length < 2 || !isSurelyLonger(stretch.text, limit, lengthOf);
  const length = isWhole ? lengthOf(stretch.text) : Number.POSITIVE_INFINITY;
  if (stretch.text.length < 2 || length <= limit) yield { ...stretch, length };
  else for (const half of halvesOf(stretch)) yield* cutTo(half, limit, lengthOf);
}

/** Tokens are seldom longer: so many characters of a text are looked at for each that it may have. */
const charactersPerToken = 16;

/**
 * Whether the beginning alone has twice as many as the whole may have. Otherwise a text of a megabyte would be counted
 * whole for each of its halves.
 */
export function isSurelyLonger(text: string, limit: number, lengthOf: (text: string) => number): boolean {
  const shown = Math.max(64, limit) * charactersPerToken;
  return text.length > shown && lengthOf(text.slice(0, shown)) > 2 * limit;
}

/** Written without spaces between words: Chinese and Japanese, with their punctuation. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFF65]/u;

/** Puts translated or summarised stretches together: line breaks stay, and a space goes where the script has spaces. */
export function joined(stretches: readonly Stretch[]): string {
  let text = "";
  for (const [index, stretch] of stretches.entries()) {
    const before = stretches[index - 1];
    if (before) text += separatorOf(before, stretch);
    text += stretch.text;
  }
  return text;
}

/** What goes between two of them. */
export function separatorOf(before: Stretch, after: Stretch): string {
  const lines = before.gap.replace(/[^\n]/g, "");
  if (lines !== "") return lines;
  return unspaced.test(before.text.slice(-1)) && unspaced.test(after.text.slice(0, 1)) ? "" : " ";
}

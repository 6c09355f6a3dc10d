/** A stretch of a text, in code points. */
export interface Stretch {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** A piece of a text that the same stretches cover. */
export interface Segment {
  readonly text: string;
  /** Code points before it: its key. */
  readonly from: number;
  /** The stretches that cover it, in the order given. */
  readonly ids: readonly string[];
  /** Of those, the ones that end with it. */
  readonly ending: readonly string[];
}

/** Cuts a text at the borders of stretches, which may overlap. */
export function segmentsOf(text: string, stretches: readonly Stretch[]): readonly Segment[] {
  const chars = [...text];
  const within = stretches.filter(({ start, end }) => start < end && start < chars.length);
  const borders = [...new Set([0, chars.length, ...within.flatMap(({ start, end }) => [start, end])])]
    .filter((border) => border <= chars.length)
    .sort((a, b) => a - b);
  const starting = new Map<number, Stretch[]>();
  for (const stretch of within) {
    const there = starting.get(stretch.start);
    if (there) there.push(stretch);
    else starting.set(stretch.start, [stretch]);
  }
  const placeOf = new Map(within.map((stretch, place) => [stretch, place]));
  let open: readonly Stretch[] = [];
  return borders.slice(0, -1).map((from, index) => {
    const to = borders[index + 1] ?? chars.length;
    open = [...open.filter(({ end }) => end > from), ...(starting.get(from) ?? [])].sort(
      (a, b) => (placeOf.get(a) ?? 0) - (placeOf.get(b) ?? 0),
    );
    return {
      text: chars.slice(from, to).join(""),
      from,
      ids: open.map(({ id }) => id),
      ending: open.filter(({ end }) => Math.min(end, chars.length) === to).map(({ id }) => id),
    };
  });
}

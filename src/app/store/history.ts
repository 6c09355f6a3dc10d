import { type KeptRun, pictureOf } from "./run.ts";
import type { HistorySlice, SliceContext } from "./state.ts";

export function createHistorySlice({ get, set }: SliceContext): HistorySlice {
  return {
    history: [],
    shown: undefined,
    pinned: undefined,
    show(run) {
      const latest = get().run;
      const isLatest = !run || (latest.status === "done" && latest.order === run.order);
      set({ shown: isLatest ? undefined : run.order.number });
    },
    pin: (run) => set({ pinned: run?.order.number }),
  };
}

/** Results are kept with their inputs, which may be pictures of 24 megapixels. */
interface Keeping {
  readonly maxRuns: number;
  readonly maxBytes: number;
}

const keeping: Keeping = { maxRuns: 12, maxBytes: 200_000_000 };

/**
 * The history with one run more. A run that took the place of another one's result takes its place here too. What is
 * too much goes, the oldest first; the new run stays, however large it is.
 */
export function remembered(
  history: readonly KeptRun[],
  run: KeptRun,
  { maxRuns, maxBytes }: Keeping = keeping,
): readonly KeptRun[] {
  const others = history.filter(({ order }) => pictureOf(order) !== pictureOf(run.order));
  const kept = [run];
  let bytes = bytesOf([run.result.output, run.order.input]);
  for (const other of others.slice(0, maxRuns - 1)) {
    bytes += bytesOf([other.result.output, other.order.input]);
    if (bytes > maxBytes) break;
    kept.push(other);
  }
  return kept;
}

/** What a value holds, about: typed arrays and texts are all that weighs. */
export function bytesOf(value: unknown): number {
  if (typeof value === "string") return 2 * value.length;
  if (typeof value !== "object" || value === null) return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (value instanceof Blob) return value.size;
  return Object.values(value).reduce<number>((sum, item) => sum + bytesOf(item), 0);
}

export function findKept(history: readonly KeptRun[], number: number | undefined): KeptRun | undefined {
  return number === undefined ? undefined : history.find(({ order }) => order.number === number);
}

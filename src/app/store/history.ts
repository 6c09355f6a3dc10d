import type { Result } from "../../tasks/visualizer.ts";
import type { Report } from "./report.ts";
import { type Order, pictureOf } from "./run.ts";
import type { SliceContext } from "./state.ts";

/** A run that was done; its JSON is made anew when it is asked for. */
export interface KeptRun {
  readonly order: Order;
  readonly result: Result;
  readonly report: Report;
}

export interface HistorySlice {
  /** The last runs of this visit that were done, the newest first; of all tasks. */
  readonly history: readonly KeptRun[];
  /** Number of an earlier run whose result is looked at in the place of the latest. */
  readonly shown: number | undefined;
  /** Number of the run that stands beside whatever is looked at. */
  readonly pinned: number | undefined;
  show(run: KeptRun | undefined): void;
  pin(run: KeptRun | undefined): void;
}

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

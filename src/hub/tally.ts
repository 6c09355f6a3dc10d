import type { Clock } from "../shared/clock.ts";

export interface FetchReport {
  /** Read so far, from the network and from the browser's cache. */
  loadedBytes: number;
  networkBytes: number;
  /** `null` while a file that is being read has not told its size. */
  totalBytes: number | null;
  /** Files on their way. */
  active: number;
  /** When the last file ended, on the clock. */
  lastEndedAt: number;
  /** Each by its path, in the order in which they were heard of. */
  readonly files: ReadonlyMap<string, FileCount>;
}

export interface FileCount {
  readonly loaded: number;
  /** Of these, what came over the network. */
  readonly network: number;
  readonly total: number | null;
}

const nothing: FileCount = { loaded: 0, network: 0, total: null };

/** Keeps count of the bytes of all files of a checkpoint, and tells each change. */
export function createTally(clock: Clock, onProgress: (report: FetchReport) => void) {
  const files = new Map<string, FileCount>();
  const report: FetchReport = {
    ...{ loadedBytes: 0, networkBytes: 0, totalBytes: 0, active: 0 },
    lastEndedAt: clock.now(),
    files,
  };

  function change(file: string, count: Partial<FileCount>): void {
    files.set(file, { ...(files.get(file) ?? nothing), ...count });
    const counts = [...files.values()];
    report.loadedBytes = counts.reduce((sum, { loaded }) => sum + loaded, 0);
    report.networkBytes = counts.reduce((sum, { network }) => sum + network, 0);
    const isKnown = counts.every(({ total }) => total !== null);
    report.totalBytes = isKnown ? counts.reduce((sum, { total }) => sum + (total ?? 0), 0) : null;
  }

  return {
    report,

    set(file: string, count: Partial<FileCount>): void {
      change(file, count);
      onProgress(report);
    },

    /** Of a file that has not begun to come. */
    expect(file: string, total: number): void {
      if (!files.has(file)) change(file, { total });
    },

    /** Of a file that came out of the browser's cache. */
    cached(file: string, bytes: number): void {
      change(file, { loaded: bytes, total: bytes });
      report.lastEndedAt = clock.now();
      onProgress(report);
    },

    started(): void {
      report.active += 1;
      onProgress(report);
    },

    ended(): void {
      report.active -= 1;
      report.lastEndedAt = clock.now();
      onProgress(report);
    },
  };
}

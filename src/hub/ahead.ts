import type { createWidth } from "./width.ts";

/** How a large file is asked for. */
export interface Ranges {
  /** Of one range. */
  readonly bytes: number;
  /** A smaller file comes in one piece. */
  readonly fromBytes: number;
  /** So many at once: all but the first wait in memory for their turn. */
  readonly most: number;
}

/**
 * Smaller ranges would ask a host more often, which leads each to its CDN anew; larger ones would hold more than 12 MB in
 * memory, and lose more with a tab that dies.
 */
export const usualRanges: Ranges = { bytes: 4 << 20, fromBytes: 32 << 20, most: 4 };

interface AheadSettings {
  readonly ranges: Ranges;
  readonly totalBytes: number;
  readonly width: ReturnType<typeof createWidth>;
  /** All of a range, with both ends as in an array's `slice`. Rejects where it does not come. */
  fetchRange(start: number, end: number, onBytes: (bytes: number) => void): Promise<readonly Uint8Array[]>;
  /** More of them came. */
  onBytes(): void;
}

interface Coming {
  bytes: number;
  readonly whole: Promise<readonly Uint8Array[] | undefined>;
}

/** Ranges that are fetched before it is their turn, beside the one whose turn it is. What does not come is fetched again then. */
export function createAhead({ ranges, totalBytes, width, fetchRange, onBytes }: AheadSettings) {
  const coming = new Map<number, Coming>();

  function begin(start: number): void {
    const one: Coming = {
      bytes: 0,
      whole: fetchRange(start, Math.min(start + ranges.bytes, totalBytes), (bytes) => {
        one.bytes += bytes;
        onBytes();
      }).catch(() => {
        one.bytes = 0;
        width.failed();
        return undefined;
      }),
    };
    coming.set(start, one);
  }

  /** Where the range at `offset` ends: the next one has begun there, or will. */
  function endOf(offset: number): number {
    const next = [...coming.keys()].filter((start) => start > offset);
    return Math.min(...next, offset + ranges.bytes, totalBytes);
  }

  return {
    /** What came of them and was not taken yet. */
    get bytes(): number {
      return [...coming.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    },
    endOf,
    /** Asks for what follows the range at `offset`. */
    reach(offset: number): void {
      for (let beside = 1, start = endOf(offset); beside < width.count && start < totalBytes; beside++) {
        if (!coming.has(start)) begin(start);
        start = endOf(start);
      }
    },
    /** The range at `offset`; `undefined` where it was not asked for, or did not come. */
    async take(offset: number): Promise<readonly Uint8Array[] | undefined> {
      const chunks = await coming.get(offset)?.whole;
      coming.delete(offset);
      return chunks;
    },
  };
}

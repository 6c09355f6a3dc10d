import type { Part } from "./parts.ts";
import type { createWidth } from "./width.ts";

/** How a large file is asked for. */
export interface Ranges {
  /** Of one range. */
  readonly bytes: number;
  /** A smaller file comes in one piece. */
  readonly fromBytes: number;
  /** So many at once: all but the first wait in parts of their own for their turn. */
  readonly most: number;
}

/** Smaller ranges would ask a host more often, which leads each to its CDN anew. */
export const usualRanges: Ranges = { bytes: 4 << 20, fromBytes: 32 << 20, most: 4 };

interface AheadSettings {
  readonly ranges: Ranges;
  readonly totalBytes: number;
  readonly width: ReturnType<typeof createWidth>;
  /** Where ranges begin that an earlier visit left. */
  readonly left: readonly number[];
  /** What came of the range that begins there. */
  openPart(start: number): Promise<Part>;
  /** Takes the part away that was opened so. */
  dropPart(start: number): Promise<void>;
  /** All of a range, with both ends as in an array's `slice`, piece by piece. Rejects where it does not come whole. */
  fetchRange(start: number, end: number, onChunk: (chunk: Uint8Array) => void): Promise<void>;
}

interface Coming {
  part: Part | undefined;
  /** Rejects never; `undefined` where nobody asked for it in this visit. */
  settled: Promise<void> | undefined;
}

/** Ranges that are fetched before it is their turn, beside the one whose turn it is. What does not come is fetched again then. */
export function createAhead(settings: AheadSettings) {
  const { ranges, totalBytes, width, left, openPart, dropPart, fetchRange } = settings;
  const coming = new Map<number, Coming>(left.map((start) => [start, { part: undefined, settled: undefined }]));

  function begin(start: number): Coming {
    const one: Coming = coming.get(start) ?? { part: undefined, settled: undefined };
    one.settled ??= fill(start, one).catch(() => width.failed());
    coming.set(start, one);
    return one;
  }

  async function fill(start: number, one: Coming): Promise<void> {
    const end = endOf(start);
    const part = await openPart(start);
    one.part = part;
    // Longer than it should be: its neighbour was begun before it.
    if (part.bytes > end - start) part.clear();
    if (start + part.bytes < end) await fetchRange(start + part.bytes, end, part.append);
  }

  /** Where the range at `offset` ends: the next one has begun there, or will. */
  function endOf(offset: number): number {
    const next = [...coming.keys()].filter((start) => start > offset);
    return Math.min(...next, offset + ranges.bytes, totalBytes);
  }

  return {
    /** What came behind `offset` and was not taken yet. */
    bytesFrom(offset: number): number {
      return [...coming].reduce((sum, [start, { part }]) => sum + (start < offset ? 0 : (part?.bytes ?? 0)), 0);
    },
    endOf,
    /** Asks for what follows the range at `offset`. */
    reach(offset: number): void {
      for (let beside = 1, start = endOf(offset); beside < width.count && start < totalBytes; beside++) {
        begin(start);
        start = endOf(start);
      }
    },
    /** Hands over what came of the range at `offset`. @returns whether anything did */
    async take(offset: number, takeIn: (piece: Uint8Array) => void): Promise<boolean> {
      if (!coming.has(offset)) return false;
      const one = begin(offset);
      await one.settled;
      coming.delete(offset);
      const { part } = one;
      if (!part) return false;
      const hasCome = part.bytes > 0;
      for await (const piece of part.pieces()) takeIn(piece);
      await part.close();
      await dropPart(offset);
      return hasCome;
    },
    /** Once nothing is on its way any more. What came stays for another visit. */
    async close(): Promise<void> {
      for (const { settled, part } of coming.values()) {
        await settled;
        await part?.close();
      }
    },
  };
}

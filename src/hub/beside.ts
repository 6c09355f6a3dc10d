import { addressesOf } from "./address.ts";
import { createAhead } from "./ahead.ts";
import type { Listed } from "./info.ts";
import type { Part, Parts } from "./parts.ts";
import { bodyOf, rangeFrom, startOf } from "./range.ts";
import type { TransferSettings } from "./transfer.ts";
import { createWidth } from "./width.ts";

interface Beside {
  readonly part: Part;
  /** What came over the network for the file. */
  network(): number;
  /** So much more did, for a range whose turn it is not. */
  came(bytes: number): void;
  /** The next of the file, wherever it lay. */
  takeIn(piece: Uint8Array): void;
}

/**
 * Ranges of one file side by side: the next in turn goes to its part as it comes, those behind it wait in parts of their
 * own. For a large file that is told by its sha256, so that ranges of several hosts and visits may be joined; `undefined`:
 * it comes in one piece.
 */
export async function createBeside(to: Beside, settings: TransferSettings, listed: Listed | undefined) {
  const { ranges, clock, parts } = settings;
  const totalBytes = listed?.bytes ?? 0;
  if (!ranges || listed?.sha256 === undefined || totalBytes < ranges.fromBytes) return undefined;
  const { part } = to;
  const { sha256 } = listed;
  const left = new AbortController();
  const signal = settings.signal ? AbortSignal.any([settings.signal, left.signal]) : left.signal;
  const width = createWidth(ranges.most, clock.now);
  const tell = () => settings.onBytes(part.bytes + ahead.bytesFrom(part.bytes), to.network(), totalBytes);
  const begun = await startsIn(parts, sha256);
  for (const start of begun) if (start <= part.bytes) await join(start, nameOf(sha256, start), parts, to);
  const ahead = createAhead({
    ...{ ranges, totalBytes, width },
    left: begun.filter((start) => start > part.bytes),
    openPart: (start) => parts.open(nameOf(sha256, start)),
    dropPart: (start) => parts.drop(nameOf(sha256, start)),
    fetchRange: (start, end, onChunk) =>
      fetchRange(start, end, { ...settings, signal }, (chunk) => {
        onChunk(chunk);
        to.came(chunk.byteLength);
        tell();
      }),
  });
  const ended = () => width.ended(to.network());
  return {
    /** Asks for what is behind the range whose turn it is, and takes that where it is on its way already. */
    async take(): Promise<boolean> {
      ahead.reach(part.bytes);
      const hasCome = await ahead.take(part.bytes, to.takeIn);
      if (hasCome) ended();
      return hasCome;
    },
    /** Where the range whose turn it is ends. */
    end: () => ahead.endOf(part.bytes),
    tell,
    ended,
    failed: width.failed,
    async leave(): Promise<void> {
      left.abort();
      await ahead.close();
    },
  };
}

/** Takes what came of a range that the part has reached, or was about to be joined with when its tab died. */
async function join(start: number, name: string, parts: Parts, { part, takeIn }: Beside): Promise<void> {
  const range = await parts.open(name);
  let at = start;
  for await (const piece of range.pieces()) {
    const had = part.bytes - at;
    if (had < piece.byteLength) takeIn(piece.subarray(had));
    at += piece.byteLength;
  }
  await range.close();
  await parts.drop(name);
}

/** A range behind the end of a file's part has a part beside it, named by where it begins. */
const nameOf = (sha256: string, start: number) => `${sha256}.${start}`;

async function startsIn(parts: Parts, sha256: string): Promise<readonly number[]> {
  const names = await parts.list();
  const starts = names.flatMap((name) =>
    name.startsWith(`${sha256}.`) ? [Number(name.slice(sha256.length + 1))] : [],
  );
  return starts.sort((a, b) => a - b);
}

/** Of a content that is none of the file. */
export async function dropBeside(parts: Parts, sha256: string | undefined): Promise<void> {
  if (sha256 === undefined) return;
  for (const start of await startsIn(parts, sha256)) await parts.drop(nameOf(sha256, start));
}

/** @throws where it does not come whole, for whichever reason */
async function fetchRange(
  start: number,
  end: number,
  { hubFile, sources, endpoints, clock, signal }: TransferSettings,
  onChunk: (chunk: Uint8Array) => void,
): Promise<void> {
  const addresses = addressesOf(hubFile, sources);
  const answer = await endpoints.askWhoHas(addresses, rangeFrom(start, end, signal));
  if (answer.response.status !== 206 || startOf(answer.response, start) !== start) {
    answer.abort.abort();
    throw new Error("No such range came.");
  }
  let bytes = 0;
  for await (const chunk of bodyOf(answer, sources.timeoutMs.stall, clock)) {
    bytes += chunk.byteLength;
    if (bytes > end - start) {
      answer.abort.abort();
      throw new Error("More than the range came.");
    }
    endpoints.brought(answer.address, chunk.byteLength);
    onChunk(chunk);
  }
  if (bytes !== end - start) throw new Error(`${bytes} of ${end - start} bytes came`);
}

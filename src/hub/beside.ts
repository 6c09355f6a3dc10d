import { addressesOf } from "./address.ts";
import { createAhead } from "./ahead.ts";
import type { Listed } from "./info.ts";
import type { Part } from "./parts.ts";
import { bodyOf, rangeFrom, startOf } from "./range.ts";
import type { TransferSettings } from "./transfer.ts";
import { createWidth } from "./width.ts";

interface Beside {
  readonly part: Part;
  /** What came over the network for it. */
  network(): number;
  takeIn(chunk: Uint8Array): void;
}

/**
 * Ranges of one file side by side: the next in turn goes to its part as it comes, those behind it wait in memory. For a
 * large file that is told by its sha256, so that ranges of several hosts may be joined; `undefined`: it comes in one piece.
 */
export function createBeside(to: Beside, settings: TransferSettings, listed: Listed | undefined) {
  const { ranges, clock } = settings;
  const totalBytes = listed?.bytes ?? 0;
  if (!ranges || listed?.sha256 === undefined || totalBytes < ranges.fromBytes) return undefined;
  const { part } = to;
  const left = new AbortController();
  const signal = settings.signal ? AbortSignal.any([settings.signal, left.signal]) : left.signal;
  const width = createWidth(ranges.most, clock.now);
  const tell = () => settings.onBytes(part.bytes + ahead.bytes, to.network() + ahead.bytes, totalBytes);
  const ahead = createAhead({
    ...{ ranges, totalBytes, width, onBytes: tell },
    fetchRange: (start, end, onBytes) => fetchRange(start, end, { ...settings, signal }, onBytes),
  });
  const ended = () => width.ended(to.network() + ahead.bytes);
  return {
    /** Asks for what is behind the range whose turn it is, and takes that where it is on its way already. */
    async take(): Promise<boolean> {
      ahead.reach(part.bytes);
      const chunks = await ahead.take(part.bytes);
      for (const chunk of chunks ?? []) to.takeIn(chunk);
      if (chunks) ended();
      return chunks !== undefined;
    },
    /** Where the range whose turn it is ends. */
    end: () => ahead.endOf(part.bytes),
    tell,
    ended,
    failed: width.failed,
    leave: () => left.abort(),
  };
}

/** @throws where it does not come whole, for whichever reason */
async function fetchRange(
  start: number,
  end: number,
  { hubFile, sources, endpoints, clock, signal }: TransferSettings,
  onBytes: (bytes: number) => void,
): Promise<readonly Uint8Array[]> {
  const addresses = addressesOf(hubFile, sources);
  const answer = await endpoints.ask(addresses, rangeFrom(start, end, signal), (first) => first);
  if (answer?.response.status !== 206 || startOf(answer.response, start) !== start) {
    answer?.abort.abort();
    throw new Error("No such range came.");
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of bodyOf(answer, sources.timeoutMs.stall, clock)) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    onBytes(chunk.byteLength);
  }
  if (bytes !== end - start) throw new Error(`${bytes} of ${end - start} bytes came`);
  return chunks;
}

import type { Clock } from "../shared/clock.ts";
import { Stopped, TaskError } from "../shared/errors.ts";
import { addressesOf, type HubFile } from "./address.ts";
import { type Ranges, usualRanges } from "./ahead.ts";
import { isPage, isPointer, pageError, pointerError, refusal, toldLength, toReadError } from "./answers.ts";
import { createBeside, dropBeside } from "./beside.ts";
import type { Answer, createEndpoints } from "./endpoints.ts";
import type { Listed } from "./info.ts";
import type { Part, Parts } from "./parts.ts";
import { bodyOf, rangeFrom, startOf } from "./range.ts";
import { waitAfter } from "./retry.ts";
import { createSha256, type Sha256 } from "./sha256.ts";
import type { Sources } from "./sources.ts";

export interface TransferSettings {
  readonly hubFile: HubFile;
  readonly sources: Sources;
  readonly endpoints: ReturnType<typeof createEndpoints>;
  readonly clock: Clock;
  readonly parts: Parts;
  readonly signal?: AbortSignal | undefined;
  readonly ranges?: Ranges | undefined;
  /** What the file should be; `undefined` where no host lists it. @param isAgain what was told before may be out of date */
  listed(isAgain: boolean): Promise<Listed | undefined>;
  /** @param total `null` while no host has told it @param network of the loaded bytes, what came over the network */
  onBytes(loaded: number, network: number, total: number | null): void;
}

export interface Transferred {
  readonly content: Blob;
  /** Of the content, where a host told it and it was found to be so. */
  readonly sha256: string | undefined;
}

/**
 * Fetches one large file whole: on from what came before, by ranges, from whichever host answers, several at once where
 * that is faster. A content of another sha256 than the listed one is fetched anew, once, and never handed on. `If-Range` is not sent, because it is no header
 * that a page may send to another origin unasked; what it is for, the sha256 does, and an ETag where there is none.
 * @throws TaskError what came stays for another try, if it is on disk and its sha256 is known
 * @throws Stopped
 */
export async function transfer(settings: TransferSettings): Promise<Transferred> {
  try {
    return await transferOnce({ ranges: usualRanges, ...settings }, await settings.listed(false));
  } catch (reason) {
    if (!isCorrupt(reason)) throw reason;
    // One after the other: so it is known whose the bytes are.
    return transferOnce({ ...settings, ranges: undefined }, await settings.listed(true));
  }
}

function isCorrupt(reason: unknown): boolean {
  return reason instanceof TaskError && reason.code === "file-corrupt";
}

async function transferOnce(settings: TransferSettings, listed: Listed | undefined): Promise<Transferred> {
  const { hubFile } = settings;
  const part = await settings.parts.open(listed?.sha256);
  try {
    const { hash, address } = await fill(part, settings, listed);
    const isWhole = listed?.bytes === undefined || part.bytes === listed.bytes;
    const sha256 = listed?.sha256 === undefined ? undefined : hash.digest();
    if (!isWhole || sha256 !== listed?.sha256) {
      if (address !== undefined) settings.endpoints.leave(address, addressesOf(hubFile, settings.sources));
      const detail = `${hubFile.file}: ${part.bytes} of ${listed?.bytes} bytes, sha256 ${sha256}`;
      throw new TaskError("file-corrupt", `${hubFile.file} is not what its host says it is.`, detail);
    }
    return { content: await part.close(), sha256 };
  } catch (reason) {
    if (isCorrupt(reason)) {
      part.clear();
      await dropBeside(settings.parts, listed?.sha256);
    }
    await part.close();
    throw reason;
  }
}

/** How a file's body is taken in: the part, the digest of all that is in it, and where its last bytes came from. */
interface Intake {
  hash: Sha256;
  /** Of a file that has no sha256: what must not change between two ranges. */
  etag: string | null;
  total: number | null;
  network: number;
  address: string | undefined;
}

async function fill(part: Part, settings: TransferSettings, listed: Listed | undefined): Promise<Intake> {
  const { hubFile, sources, endpoints, clock, signal } = settings;
  const addresses = addressesOf(hubFile, sources);
  const total = listed?.bytes ?? null;
  const intake: Intake = { hash: createSha256(), etag: null, total, network: 0, address: undefined };
  for await (const piece of part.pieces()) intake.hash.update(piece);
  settings.onBytes(part.bytes, 0, total);
  const came = (bytes: number) => {
    intake.network += bytes;
  };
  const takeOne = (piece: Uint8Array) => takeIn(piece, part, intake);
  const beside = await createBeside({ part, network: () => intake.network, came, takeIn: takeOne }, settings, listed);
  let idle = 0;
  let most = part.bytes;
  try {
    while (total === null || part.bytes < total || total === 0) {
      try {
        if (await beside?.take()) continue;
        const init = rangeFrom(part.bytes, beside?.end(), signal);
        const answer = await endpoints.askWhoHas(addresses, init);
        intake.address = answer.address;
        const before = part.bytes;
        await pour(answer, part, intake, { ...settings, ...(beside && { onBytes: beside.tell }) }, listed);
        if (!beside) break;
        if (part.bytes === before) throw new TaskError("network-cut", `${hubFile.file} came empty.`, answer.address);
        beside.ended();
      } catch (reason) {
        if (signal?.aborted) throw new Stopped();
        beside?.failed();
        idle = part.bytes > most ? 0 : idle + 1;
        most = Math.max(most, part.bytes);
        await waitAfter(reason, idle, addresses.length, clock, signal);
      }
    }
  } finally {
    await beside?.leave();
  }
  return intake;
}

/** Takes in one answer to its end. @throws TaskError where it is none that the file could be of, or breaks off */
async function pour(
  { response, address, abort }: Answer,
  part: Part,
  intake: Intake,
  settings: TransferSettings,
  listed: Listed | undefined,
): Promise<void> {
  const { hubFile, sources, endpoints, clock } = settings;
  const addresses = addressesOf(hubFile, sources);
  const isPart = response.status === 206 && startOf(response, part.bytes) === part.bytes;
  const etag = response.headers.get("etag");
  const isSame = listed?.sha256 !== undefined || (etag !== null && etag === intake.etag && !etag.startsWith("W/"));
  intake.etag = etag;
  if (part.bytes > 0 && !(isPart && isSame)) {
    part.clear();
    intake.hash = createSha256();
    intake.network = 0;
    // A range of another file, or one that begins elsewhere.
    if (response.status === 206 || response.status === 416) {
      abort.abort();
      throw new TaskError("network-cut", `${hubFile.file} has changed at its host.`, address);
    }
  }
  if (!response.ok) throw refusal(response, hubFile);
  if (isPage(response)) {
    endpoints.leave(address, addresses);
    throw pageError(hubFile, address);
  }
  const told = toldLength(response);
  const end = told === null ? null : part.bytes + told;
  intake.total = listed?.bytes ?? end;
  try {
    for await (const chunk of bodyOf({ response, abort }, sources.timeoutMs.stall, clock)) {
      if (part.bytes === 0 && isPointer(chunk)) throw pointerError(hubFile, address);
      takeIn(chunk, part, intake);
      intake.network += chunk.byteLength;
      endpoints.brought(address, chunk.byteLength);
      // More than was told: the length is that of a compressed body, and the size is not known.
      if (intake.total !== null && part.bytes > intake.total) intake.total = null;
      settings.onBytes(part.bytes, intake.network, intake.total);
      if (listed?.bytes !== undefined && part.bytes > listed.bytes) {
        abort.abort();
        return;
      }
    }
    if (end !== null && part.bytes < end) throw new Error(`${part.bytes} of ${end} bytes came`);
  } catch (reason) {
    endpoints.leave(address, addresses);
    if (settings.signal?.aborted) throw new Stopped();
    throw toReadError(reason, hubFile.file, address, abort);
  }
}

function takeIn(chunk: Uint8Array, part: Part, intake: Intake): void {
  part.append(chunk);
  intake.hash.update(chunk);
}

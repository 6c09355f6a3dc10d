import { type Clock, pause } from "../shared/clock.ts";
import { Stopped, TaskError } from "../shared/errors.ts";
import { addressesOf, type HubFile } from "./address.ts";
import { isPage, isPointer, pageError, pointerError, refusal, toldLength, toReadError } from "./answers.ts";
import type { Answer, createEndpoints } from "./endpoints.ts";
import type { Listed } from "./info.ts";
import type { Part, Parts } from "./parts.ts";
import { createSha256, type Sha256 } from "./sha256.ts";
import type { Sources } from "./sources.ts";

export interface TransferSettings {
  readonly hubFile: HubFile;
  readonly sources: Sources;
  readonly endpoints: ReturnType<typeof createEndpoints>;
  readonly clock: Clock;
  readonly parts: Parts;
  readonly signal?: AbortSignal | undefined;
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

/** Tries one after the other that bring nothing at all, and how long after each: a busy host or a new network takes seconds. */
const waitsMs = [500, 1_000, 2_000] as const;

/** A host that wants to be left alone for longer is told of; the reader may ask again. */
const mostRetryAfterSeconds = 30;

/**
 * Fetches one large file whole: on from what came before, by ranges, from whichever host answers. A content of another
 * sha256 than the listed one is fetched anew, once, and never handed on. `If-Range` is not sent, because it is no header
 * that a page may send to another origin unasked; what it is for, the sha256 does, and an ETag where there is none.
 * @throws TaskError what came stays for another try, if it is on disk and its sha256 is known
 * @throws Stopped
 */
export async function transfer(settings: TransferSettings): Promise<Transferred> {
  try {
    return await transferOnce(settings, await settings.listed(false));
  } catch (reason) {
    if (!isCorrupt(reason)) throw reason;
    return transferOnce(settings, await settings.listed(true));
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
    if (isCorrupt(reason)) part.clear();
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
  let idle = 0;
  let most = part.bytes;
  while (total === null || part.bytes < total || total === 0) {
    try {
      const answer = await endpoints.ask(addresses, rangeFrom(part.bytes, signal), (first) => first);
      if (!answer) throw new RangeError("An answer was taken and is not there.");
      intake.address = answer.address;
      await pour(answer, part, intake, settings, listed);
      break;
    } catch (reason) {
      if (signal?.aborted) throw new Stopped();
      idle = part.bytes > most ? 0 : idle + 1;
      most = Math.max(most, part.bytes);
      await waitAfter(reason, idle, addresses.length, clock, signal);
    }
  }
  return intake;
}

function rangeFrom(offset: number, signal: AbortSignal | undefined): RequestInit {
  return {
    // A browser's own cache would keep a second copy, and answers for ranges of what it has.
    cache: "no-store",
    ...(offset > 0 && { headers: { range: `bytes=${offset}-` } }),
    ...(signal && { signal }),
  };
}

/** @throws TaskError the reason, where another try would be in vain */
async function waitAfter(
  reason: unknown,
  idle: number,
  hosts: number,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (!(reason instanceof TaskError)) throw reason;
  const { code, narrow } = reason;
  if (code !== "network-cut" && code !== "network-refused" && code !== "hub-busy" && code !== "network-silent") {
    throw reason;
  }
  const asked = Number(narrow.values?.seconds ?? 0);
  // Who waited for a silent host has waited for long enough, but each of several gets its turn.
  const most = code === "network-silent" ? hosts - 1 : waitsMs.length;
  if (idle > most || asked > mostRetryAfterSeconds) throw reason;
  const ms = Math.max(asked * 1_000, waitsMs[Math.max(0, Math.min(idle, waitsMs.length) - 1)] ?? 0);
  await pause(clock, ms, signal);
  if (signal?.aborted) throw new Stopped();
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
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const callOff = clock.after(sources.timeoutMs.stall, () => abort.abort());
      const { done, value } = (await reader?.read().finally(callOff)) ?? { done: true };
      if (done || !value) break;
      if (part.bytes === 0 && isPointer(value)) throw pointerError(hubFile, address);
      part.append(value);
      intake.hash.update(value);
      intake.network += value.byteLength;
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

/** Where a range begins; what was asked for, where the host hides it from pages of other origins. */
function startOf({ headers }: Response, asked: number): number {
  const [, start] = /^bytes (\d+)-/.exec(headers.get("content-range") ?? "") ?? [];
  return start === undefined ? asked : Number(start);
}

import type { LocalFile } from "../../hub/local.ts";
import { OwnProblem } from "./problem.ts";

/*
 * Offsets and signatures of PKWARE's APPNOTE.TXT, sections 4.3.6 to 4.3.16 and 4.5.3. Only the directory is read at once:
 * what is stored is a slice of the zip, what is deflated goes through the browser's own stream.
 */
const endSignature = 0x06054b50;
const endBytes = 22;
const mostCommentBytes = 0xffff;
const wideEndBytes = 56;
const locatorBytes = 20;
const entrySignature = 0x02014b50;
const entryBytes = 46;
const headerBytes = 30;
/** Stands where 64 bits are needed, which are in a field of their own then. */
const elsewhere = 0xffffffff;

interface Entry {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

/** @throws OwnProblem where it is none, or packed in a way that browsers cannot read */
export async function openZip(zip: Blob): Promise<readonly LocalFile[]> {
  const entries = entriesIn(await directoryOf(zip)).filter(({ path }) => !path.endsWith("/"));
  const files: LocalFile[] = [];
  for (const entry of entries) files.push({ path: entry.path, blob: await contentOf(zip, entry) });
  return files;
}

async function viewOf(blob: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await blob.slice(start, end).arrayBuffer());
}

async function directoryOf(zip: Blob): Promise<DataView> {
  const start = Math.max(0, zip.size - endBytes - mostCommentBytes);
  const tail = await viewOf(zip, start, zip.size);
  let at = tail.byteLength - endBytes;
  while (at >= 0 && tail.getUint32(at, true) !== endSignature) at -= 1;
  if (at < 0) throw new OwnProblem("zip-unreadable");
  let bytes = tail.getUint32(at + 12, true);
  let offset = tail.getUint32(at + 16, true);
  if (bytes === elsewhere || offset === elsewhere) {
    const end = start + at;
    const locator = await viewOf(zip, end - locatorBytes, end);
    const wideAt = Number(locator.getBigUint64(8, true));
    const wide = await viewOf(zip, wideAt, wideAt + wideEndBytes);
    bytes = Number(wide.getBigUint64(40, true));
    offset = Number(wide.getBigUint64(48, true));
  }
  return viewOf(zip, offset, offset + bytes);
}

function entriesIn(directory: DataView): readonly Entry[] {
  const entries: Entry[] = [];
  let at = 0;
  while (at + entryBytes <= directory.byteLength) {
    if (directory.getUint32(at, true) !== entrySignature) throw new OwnProblem("zip-unreadable");
    const nameBytes = directory.getUint16(at + 28, true);
    const extraBytes = directory.getUint16(at + 30, true);
    const name = new Uint8Array(directory.buffer, at + entryBytes, nameBytes);
    const extra = new DataView(directory.buffer, at + entryBytes + nameBytes, extraBytes);
    const [bytes = 0, packedBytes = 0, offset = 0] = widened(
      [directory.getUint32(at + 24, true), directory.getUint32(at + 20, true), directory.getUint32(at + 42, true)],
      extra,
    );
    entries.push({
      path: new TextDecoder().decode(name).replaceAll("\\", "/"),
      flags: directory.getUint16(at + 8, true),
      method: directory.getUint16(at + 10, true),
      packedBytes,
      bytes,
      offset,
    });
    at += entryBytes + nameBytes + extraBytes + directory.getUint16(at + 32, true);
  }
  return entries;
}

/** The field of 64-bit numbers has, in this order, those that did not fit. */
function widened(numbers: readonly number[], extra: DataView): readonly number[] {
  let at = 0;
  while (at + 4 <= extra.byteLength && extra.getUint16(at, true) !== 1) at += 4 + extra.getUint16(at + 2, true);
  at += 4;
  return numbers.map((number) => {
    if (number !== elsewhere || at + 8 > extra.byteLength) return number;
    at += 8;
    return Number(extra.getBigUint64(at - 8, true));
  });
}

async function contentOf(zip: Blob, { path, flags, method, packedBytes, bytes, offset }: Entry): Promise<Blob> {
  const isEncrypted = (flags & 1) === 1;
  if (isEncrypted || (method !== 0 && method !== 8)) throw new OwnProblem("zip-packed", path);
  const header = await viewOf(zip, offset, offset + headerBytes);
  const start = offset + headerBytes + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = zip.slice(start, start + packedBytes);
  if (method === 0) return packed;
  const stream = packed.stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const content = await new Response(stream).blob().catch(() => undefined);
  if (content?.size !== bytes) throw new OwnProblem("zip-unreadable");
  return content;
}

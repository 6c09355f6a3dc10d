import { borrowBuffer, giveBackBuffer } from "./buffers.ts";

/** A file on its way. Nobody reads it as a checkpoint's file before it is whole and found to be right. */
export interface Part {
  /** What came so far, also at an earlier visit. */
  readonly bytes: number;
  append(chunk: Uint8Array): void;
  /** Starts anew. */
  clear(): void;
  /** What came so far, piece by piece; each lasts until the next one is asked for. */
  pieces(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** Ends the writing, and keeps what is there. @returns all of it, not copied into memory where it lies on a disk */
  close(): Promise<Blob>;
}

export interface Parts {
  /** @param name equal only for equal contents; `undefined` where nobody says what the content will be */
  open(name: string | undefined): Promise<Part>;
  drop(name: string): Promise<void>;
  /** The names of what is on its way. */
  list(): Promise<readonly string[]>;
}

/** For a file that none may go on with at a later visit, and for browsers without a disk for this site. */
export function createMemoryPart(): Part {
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    append(chunk) {
      chunks.push(new Uint8Array(chunk));
      bytes += chunk.byteLength;
    },
    clear() {
      chunks = [];
      bytes = 0;
    },
    pieces: () => chunks,
    close: async () => new Blob(chunks),
  };
}

const folderName = "model-parts";

/** Whose files they are: with the last of them go its parts. */
export interface PartsOwner {
  readonly model: string;
  readonly revision: string;
}

const suffixOf = ({ model, revision }: PartsOwner) => ` ${encodeURIComponent(`${model}@${revision}`)}`;

/** A part that nobody went on with for so long is given up. */
const givenUpMs = 7 * 24 * 3_600_000;

/**
 * Parts on the disk that a browser gives this site (OPFS): what a worker's synchronous handle has written is there
 * after a crash. One writer a file: two tabs settle by the store's locks which of them it is.
 * @param now milliseconds since 1970
 */
export function createDiskParts(
  storage: Pick<StorageManager, "getDirectory"> | undefined,
  now: () => number,
  owner: PartsOwner,
): Parts {
  let opening: Promise<FileSystemDirectoryHandle | undefined> | undefined;

  function folder(): Promise<FileSystemDirectoryHandle | undefined> {
    opening ??= openFolder(storage, now).catch(() => undefined);
    return opening;
  }

  return {
    async open(name) {
      const place = name === undefined ? undefined : await folder();
      if (name === undefined || !place) return createMemoryPart();
      try {
        return await openPart(await place.getFileHandle(`${name}${suffixOf(owner)}`, { create: true }));
      } catch {
        // Another worker writes it, or there is no disk after all.
        return createMemoryPart();
      }
    },
    async drop(name) {
      await (await folder())?.removeEntry(`${name}${suffixOf(owner)}`).catch(() => {});
    },
    async list() {
      const suffix = suffixOf(owner);
      const names: string[] = [];
      for await (const name of (await folder())?.keys() ?? []) {
        if (name.endsWith(suffix)) names.push(name.slice(0, -suffix.length));
      }
      return names;
    },
  };
}

/** Gives up what came of a model and is no whole file yet; what is being written to stays. */
export async function dropPartsOf(
  owner: PartsOwner,
  storage: Pick<StorageManager, "getDirectory"> | undefined,
): Promise<void> {
  const place = await (await storage?.getDirectory())?.getDirectoryHandle(folderName, { create: true });
  for await (const name of place?.keys() ?? []) {
    if (name.endsWith(suffixOf(owner))) await place?.removeEntry(name).catch(() => {});
  }
}

async function openFolder(
  storage: Pick<StorageManager, "getDirectory"> | undefined,
  now: () => number,
): Promise<FileSystemDirectoryHandle | undefined> {
  const place = await (await storage?.getDirectory())?.getDirectoryHandle(folderName, { create: true });
  for await (const [name, handle] of place?.entries() ?? []) {
    if (!("getFile" in handle)) continue;
    const { lastModified } = await handle.getFile();
    if (now() - lastModified > givenUpMs) await place?.removeEntry(name).catch(() => {});
  }
  return place;
}

/** What only workers have, and so is not among the types of a page. */
interface SyncFile extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<{
    getSize(): number;
    read(buffer: Uint8Array, options: { readonly at: number }): number;
    write(buffer: Uint8Array, options: { readonly at: number }): number;
    truncate(bytes: number): void;
    flush(): void;
    close(): void;
  }>;
}

function isSyncFile(file: FileSystemFileHandle): file is SyncFile {
  return "createSyncAccessHandle" in file;
}

async function openPart(file: FileSystemFileHandle): Promise<Part> {
  if (!isSyncFile(file)) return createMemoryPart();
  const handle = await file.createSyncAccessHandle();
  let bytes = handle.getSize();
  /** What there was no room for on the disk any more, with all that was there before. */
  let spilled: Part | undefined;

  function* pieces(): Generator<Uint8Array> {
    const buffer = borrowBuffer();
    try {
      const piece = new Uint8Array(buffer);
      for (let at = 0; at < bytes; ) {
        const read = handle.read(piece, { at });
        if (read === 0) throw new Error("A part is shorter than it was.");
        yield piece.subarray(0, read);
        at += read;
      }
    } finally {
      giveBackBuffer(buffer);
    }
  }

  function spill(chunk: Uint8Array): void {
    const memory = createMemoryPart();
    for (const piece of pieces()) memory.append(piece);
    memory.append(chunk);
    handle.truncate(0);
    bytes = 0;
    spilled = memory;
  }

  return {
    get bytes() {
      return spilled?.bytes ?? bytes;
    },
    append(chunk) {
      if (spilled) return spilled.append(chunk);
      try {
        if (handle.write(chunk, { at: bytes }) < chunk.byteLength) throw new RangeError("There is no room left.");
        bytes += chunk.byteLength;
      } catch {
        spill(chunk);
      }
    },
    clear() {
      handle.truncate(0);
      bytes = 0;
      spilled = undefined;
    },
    pieces: () => spilled?.pieces() ?? pieces(),
    async close() {
      handle.flush();
      handle.close();
      return spilled?.close() ?? file.getFile();
    },
  };
}

import type { LocalFile } from "../../hub/local.ts";
import { openZip } from "./zip.ts";

/** What was chosen or dropped as a model: files with their paths, and what it is called. */
export interface Brought {
  readonly name: string;
  readonly files: readonly LocalFile[];
}

/** @param files of an `<input webkitdirectory>`, whose paths begin with the folder's own name */
export function broughtFolder(files: readonly File[]): Brought {
  const name = files[0]?.webkitRelativePath.split("/")[0] ?? "";
  return { name, files: files.map((blob) => ({ path: blob.webkitRelativePath || blob.name, blob })) };
}

/** @throws OwnProblem */
export async function broughtZip(zip: File): Promise<Brought> {
  return { name: zip.name, files: await openZip(zip) };
}

/** @param entries asked for while the drop was handled: later a browser gives none */
export async function broughtEntries(entries: readonly FileSystemEntry[]): Promise<Brought> {
  const [first] = entries;
  const files = (await Promise.all(entries.map((entry) => filesOf(entry, "")))).flat();
  return { name: first?.name ?? "", files };
}

export async function broughtHandle(handle: FileSystemDirectoryHandle): Promise<Brought> {
  return { name: handle.name, files: await filesIn(handle, "") };
}

async function filesIn(folder: FileSystemDirectoryHandle, above: string): Promise<readonly LocalFile[]> {
  const files: LocalFile[] = [];
  for await (const inner of folder.values()) {
    const path = `${above}${inner.name}`;
    if (inner instanceof FileSystemFileHandle) files.push({ path, blob: await inner.getFile() });
    else if (inner instanceof FileSystemDirectoryHandle && inner.name !== ".git") {
      files.push(...(await filesIn(inner, `${path}/`)));
    }
  }
  return files;
}

async function filesOf(entry: FileSystemEntry, above: string): Promise<readonly LocalFile[]> {
  const path = `${above}${entry.name}`;
  if (isFile(entry)) {
    const blob = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path, blob }];
  }
  if (!isFolder(entry) || entry.name === ".git") return [];
  const reader = entry.createReader();
  const files: LocalFile[] = [];
  for (;;) {
    // A reader gives a hundred at a time, and none when there are no more.
    const inner = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (inner.length === 0) return files;
    for (const one of inner) files.push(...(await filesOf(one, `${path}/`)));
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

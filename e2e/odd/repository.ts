import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileOf } from "../support/test.ts";
import { withExternalData } from "./external-data.ts";

/** A copy of a reference checkpoint whose files lie as some repository on the Hub has them. */
export interface OddRepository {
  readonly folder: string;
  move(from: string, to: string): Promise<void>;
  remove(...files: readonly string[]): Promise<void>;
  write(file: string, text: string): Promise<void>;
  read(file: string): Promise<string>;
  /** Writes a file in a folder that may not be there yet. */
  make(file: string, bytes: Uint8Array): Promise<void>;
  /** Moves the weights of a graph into a file beside it, by default one of the usual name. */
  split(graph: string, name?: string): Promise<void>;
  close(): Promise<void>;
}

export async function createOdd(reference: string): Promise<OddRepository> {
  const folder = await mkdtemp(path.join(tmpdir(), "odd-"));
  const at = (file: string) => path.join(folder, file);
  await cp(fileOf(`e2e/reference/${reference}`), folder, { recursive: true });
  return {
    folder,
    async move(from, to) {
      await mkdir(path.dirname(at(to)), { recursive: true });
      await rename(at(from), at(to));
    },
    async remove(...files) {
      for (const file of files) await rm(at(file), { recursive: true, force: true });
    },
    write: (file, text) => writeFile(at(file), text),
    read: (file) => readFile(at(file), "utf8"),
    async make(file, bytes) {
      await mkdir(path.dirname(at(file)), { recursive: true });
      await writeFile(at(file), bytes);
    },
    async split(graph, name = `${path.basename(graph)}_data`) {
      const { graph: rest, data } = withExternalData(await readFile(at(graph)), name);
      await writeFile(at(graph), rest);
      await writeFile(path.join(path.dirname(at(graph)), name), data);
    },
    close: () => rm(folder, { recursive: true }),
  };
}

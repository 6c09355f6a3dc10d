import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { openRepo, type Repo, type RepoOptions } from "./repository.ts";

export interface CatalogueOptions {
  /** Folders that hold `<org>/<name>/config.json` (or `<name>/config.json`). */
  readonly roots?: readonly string[];
  /** Repository id -> its folder, or its folder and settings; wins over `roots`. */
  readonly repos?: Readonly<Record<string, string | RepoOptions>>;
}

export interface Catalogue {
  find(id: string): Promise<Repo | undefined>;
  all(): Promise<readonly Repo[]>;
}

/** Folders are read at each request, so a test may add or change a file while the Hub runs. */
export function createCatalogue({ roots = [], repos = {} }: CatalogueOptions): Catalogue {
  async function find(id: string): Promise<Repo | undefined> {
    const given = Object.hasOwn(repos, id) ? repos[id] : undefined;
    if (given !== undefined) {
      return openRepo(id, typeof given === "string" ? { folder: given } : given);
    }
    for (const root of roots) {
      if ((await idsIn(root)).includes(id)) {
        return openRepo(id, { folder: join(root, id) });
      }
    }
    return undefined;
  }

  async function all(): Promise<readonly Repo[]> {
    const inRoots = await Promise.all(roots.map(idsIn));
    const ids = [...new Set([...Object.keys(repos), ...inRoots.flat()])].sort();
    const found = await Promise.all(ids.map(find));
    return found.filter((repo) => repo !== undefined);
  }

  return { find, all };
}

async function idsIn(root: string): Promise<readonly string[]> {
  const ids = await Promise.all(
    (await foldersIn(root)).map(async (name) => {
      const isRepo = await isFile(join(root, name, "config.json"));
      return isRepo ? [name] : (await foldersIn(join(root, name))).map((inner) => `${name}/${inner}`);
    }),
  );
  return ids.flat();
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => !entry.isFile() && !entry.name.startsWith(".")).map((entry) => entry.name);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { digestsOf } from "./digest.ts";

export type Gate = false | "auto" | "manual";

/** A repository's folder, and what the Hub knows about it beside its files. README front matter gives the defaults. */
export interface RepoOptions {
  readonly folder: string;
  readonly gated?: Gate;
  readonly pipelineTag?: string;
  readonly libraryName?: string;
  readonly tags?: readonly string[];
  /** Further names of the same content, as `v1.0` or `refs/pr/1`; `main` and the commit always exist. */
  readonly revisions?: readonly string[];
}

export interface RepoFile {
  /** Relative to the repository, with `/`, as the Hub's `rfilename`. */
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly isLfs: boolean;
}

export interface Repo {
  readonly id: string;
  readonly options: RepoOptions;
  readonly files: ReadonlyMap<string, RepoFile>;
}

const lfsEnding = /\.(onnx|bin|safetensors)$|\.onnx_data/;
// The Hub demands LFS from 10 MB on; a lower bound lets small fixtures take the same way.
const lfsFromBytes = 1_000_000;

export async function openRepo(id: string, options: RepoOptions): Promise<Repo> {
  const names = await readdir(options.folder, { recursive: true });
  const files = await Promise.all(names.sort().map((name) => toFile(options.folder, name)));
  return { id, options, files: new Map(files.flatMap((file) => (file ? [[file.name, file]] : []))) };
}

async function toFile(folder: string, relative: string): Promise<RepoFile | undefined> {
  const path = join(folder, relative);
  const found = await stat(path);
  const name = relative.split(sep).join("/");
  if (!found.isFile() || name.startsWith(".git/")) {
    return undefined;
  }
  const isLfs = lfsEnding.test(name) || found.size > lfsFromBytes;
  return { name, path, size: found.size, modifiedMs: found.mtimeMs, isLfs };
}

/** 40 hex digits made from the content alone: the same on every machine, another one when a file changes. */
export async function commitOf(repo: Repo): Promise<string> {
  const hash = createHash("sha1").update(repo.id);
  for (const file of repo.files.values()) {
    const { gitOid } = await digestsOf(file.path, file.size, file.modifiedMs);
    hash.update(`\0${file.name}\0${gitOid}`);
  }
  return hash.digest("hex");
}

/** The Hub takes a branch, a tag, a commit and a shortened commit of at least 7 digits. */
export function hasRevision(repo: Repo, commit: string, revision: string): boolean {
  const isCommit = revision.length >= 7 && commit.startsWith(revision);
  return revision === "main" || isCommit || (repo.options.revisions ?? []).includes(revision);
}

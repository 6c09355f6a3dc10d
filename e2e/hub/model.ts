import { createHash } from "node:crypto";
import { cardOf, configOf, listOf } from "./card.ts";
import { digestsOf, gitOidOf, pointerOf } from "./digest.ts";
import { commitOf, type Gate, type Repo, type RepoFile } from "./repository.ts";

/** What a search result holds; `undefined` is left out of the JSON, as the Hub leaves it out. */
export interface ModelSummary {
  readonly _id: string;
  readonly id: string;
  readonly modelId: string;
  readonly private: false;
  readonly likes: number;
  readonly downloads: number;
  readonly tags: readonly string[];
  readonly pipeline_tag: string | undefined;
  readonly library_name: string | undefined;
}

interface ModelInfo extends ModelSummary {
  readonly author: string | undefined;
  readonly sha: string;
  readonly lastModified: string;
  readonly gated: Gate;
  readonly disabled: false;
  readonly cardData: object;
  readonly config: object;
  readonly usedStorage: number;
  readonly siblings: readonly Sibling[];
}

interface Sibling {
  readonly rfilename: string;
  readonly blobId?: string;
  readonly size?: number;
  readonly lfs?: { readonly sha256: string; readonly size: number; readonly pointerSize: number };
}

export async function summaryOf(repo: Repo): Promise<ModelSummary> {
  const card = await cardOf(repo);
  const { model_type } = await configOf(repo);
  const names = [...repo.files.keys()];
  const pipelineTag = repo.options.pipelineTag ?? listOf(card.pipeline_tag)[0];
  const libraryName = repo.options.libraryName ?? listOf(card.library_name)[0];
  const tags = [
    ...listOf(libraryName),
    ...(names.some((name) => name.endsWith(".onnx")) ? ["onnx"] : []),
    ...(names.some((name) => name.endsWith(".safetensors")) ? ["safetensors"] : []),
    ...listOf(model_type),
    ...listOf(pipelineTag),
    ...(repo.options.tags ?? listOf(card.tags)),
    ...listOf(card.language),
    ...listOf(card.base_model).map((base) => `base_model:${base}`),
    ...listOf(card.license).map((license) => `license:${license}`),
  ];
  return {
    _id: createHash("sha1").update(repo.id).digest("hex").slice(0, 24),
    id: repo.id,
    modelId: repo.id,
    private: false,
    likes: 0,
    downloads: 0,
    tags: [...new Set(tags)],
    pipeline_tag: pipelineTag,
    library_name: libraryName,
  };
}

/** `blobs` adds sizes and hashes to the siblings; without it they are names alone. */
export async function infoOf(repo: Repo, blobs: boolean): Promise<ModelInfo> {
  const files = [...repo.files.values()];
  return {
    ...(await summaryOf(repo)),
    author: repo.id.includes("/") ? repo.id.split("/")[0] : undefined,
    sha: await commitOf(repo),
    lastModified: new Date(Math.max(0, ...files.map((file) => file.modifiedMs))).toISOString(),
    gated: repo.options.gated ?? false,
    disabled: false,
    cardData: await cardOf(repo),
    config: await configOf(repo),
    usedStorage: files.reduce((total, file) => total + file.size, 0),
    siblings: await Promise.all(files.map((file) => (blobs ? blobOf(file) : { rfilename: file.name }))),
  };
}

/** An LFS file's `blobId` is the pointer's, because the pointer is what git holds. */
async function blobOf(file: RepoFile): Promise<Sibling> {
  const { gitOid, sha256 } = await digestsOf(file.path, file.size, file.modifiedMs);
  if (!file.isLfs) {
    return { rfilename: file.name, blobId: gitOid, size: file.size };
  }
  const pointer = pointerOf(sha256, file.size);
  const lfs = { sha256, size: file.size, pointerSize: pointer.length };
  return { rfilename: file.name, blobId: gitOidOf(pointer), size: file.size, lfs };
}

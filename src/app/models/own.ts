import * as v from "valibot";
import { findCard, type ModelCard } from "../../hub/card.ts";
import { declaredData } from "../../hub/graph-files.ts";
import type { LocalFile } from "../../hub/local.ts";
import { findWeight, isWeight } from "../../hub/weight.ts";
import { Json, parseJson } from "../../shared/json.ts";
import { OwnProblem } from "./problem.ts";

/** A checkpoint of the reader's own. */
export interface OwnModel {
  readonly name: string;
  readonly files: readonly LocalFile[];
  readonly card: ModelCard;
}

/** Pointers of Git LFS are a few lines. */
const mostPointerBytes = 1024;

/** Graphs beside external data hold no weights; larger ones are not searched for the names of such files. */
const searchedBytes = 50e6;

/**
 * Reads what a folder or a zip holds: a clone from the Hub, or an export. Of the weights only small graphs are looked into.
 * @param given paths as they were dropped, folders above the checkpoint included
 * @throws OwnProblem
 */
export async function readOwn(name: string, given: readonly LocalFile[]): Promise<OwnModel> {
  const files = rooted(given.filter(({ path }) => !/(?:^|\/)(?:\.git|__MACOSX)\//.test(path)));
  const at = (path: string) => files.find((file) => file.path === path)?.blob;
  const config = await jsonOf(at("config.json"), "config.json");
  if (!config) throw new OwnProblem("config-missing");
  const graphs = files.filter(({ path }) => findWeight(path)?.isGraph);
  if (graphs.length === 0) throw withoutGraphs(files);
  await rejectPointers(files);
  for (const { path, blob } of graphs) {
    const missing = (await dataOf(config, path, blob)).find((file) => !at(file));
    if (missing !== undefined) throw new OwnProblem("file-missing", missing);
  }
  const tokenizer = await jsonOf(at("tokenizer_config.json"), "tokenizer_config.json");
  const id = `local/${slugOf(name)}`;
  const answer = {
    siblings: files.map(({ path, blob }) => ({ rfilename: path, size: blob.size })),
    config: { ...config, ...(tokenizer && { tokenizer_config: tokenizer }) },
  };
  const card = findCard(id, answer, config);
  if (!card || (card.dtypes.length === 0 && !card.isMixed)) throw new OwnProblem("graph-missing");
  return { name: slugOf(name), files, card };
}

/** Paths as the Hub has them: what lies above the `config.json` is cut off, and what lies beside is left out. */
function rooted(files: readonly LocalFile[]): readonly LocalFile[] {
  const depthOf = (path: string) => path.split("/").length;
  const configs = files.filter(({ path }) => /(?:^|\/)config\.json$/.test(path));
  const [first] = configs.toSorted((a, b) => depthOf(a.path) - depthOf(b.path));
  const root = first?.path.slice(0, -"config.json".length) ?? "";
  return files.flatMap(({ path, blob }) => (path.startsWith(root) ? [{ path: path.slice(root.length), blob }] : []));
}

function withoutGraphs(files: readonly LocalFile[]): OwnProblem {
  const genai = files.find(({ path }) => path.endsWith("genai_config.json"));
  if (genai) return new OwnProblem("layout-genai");
  const elsewhere = files.find(({ path }) => isWeight(path));
  if (elsewhere) return new OwnProblem("layout-other", elsewhere.path);
  const other = files.find(({ path }) => /\.(?:safetensors|bin|pt|pth|h5|msgpack|gguf)$/.test(path));
  return other ? new OwnProblem("weights-other", other.path) : new OwnProblem("graph-missing");
}

/** A clone without Git LFS has a few lines in the place of each large file. */
async function rejectPointers(files: readonly LocalFile[]): Promise<void> {
  for (const { path, blob } of files) {
    if (blob.size > mostPointerBytes || !(isWeight(path) || path.startsWith("tokenizer"))) continue;
    if ((await blob.text()).startsWith("version https://git-lfs.github.com/spec/")) {
      throw new OwnProblem("file-pointer", path);
    }
  }
}

/** External data that a graph needs: what its config declares, and what it names itself. */
async function dataOf(config: Json, path: string, blob: Blob): Promise<readonly string[]> {
  const declared = declaredData(config, path, findWeight(path)?.base ?? "");
  if (blob.size > searchedBytes) return declared;
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const text = new TextDecoder("latin1").decode(await blob.arrayBuffer());
  const named = text.match(/[\w-][\w.-]*\.onnx[._]data(?:_\d+)?/g) ?? [];
  return [...new Set([...declared, ...named.map((name) => folder + name)])];
}

async function jsonOf(blob: Blob | undefined, file: string): Promise<Json | undefined> {
  if (!blob) return undefined;
  try {
    return v.parse(Json, parseJson(await blob.text()));
  } catch {
    throw new OwnProblem("config-unreadable", file);
  }
}

/** A name that the Hub would take for a repository's. */
function slugOf(name: string): string {
  const slug = name
    .replace(/\.zip$/i, "")
    .normalize("NFKD")
    .replace(/[^\w.-]+/g, "-")
    .replace(/\.{2,}|-{2,}/g, "-")
    .slice(0, 90)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9_]+$/g, "");
  return slug === "" ? "model" : slug;
}

import { TaskError } from "../shared/errors.ts";
import type { Json } from "../shared/json.ts";
import { type Dtype, dtypes } from "./checkpoint.ts";
import {
  dataPath,
  declaredData,
  dtypesOf,
  findGraphFiles,
  type GraphFiles,
  otherPaths,
  usualPath,
} from "./graph-files.ts";
import { isEmbedded } from "./reference.ts";

/** What is known of a repository's files, and how. */
export interface Shelf {
  readonly model: string;
  readonly config: Json;
  /** All files; `undefined` where no host can tell, as plain mirrors cannot. Asked once at most. */
  list(): Promise<readonly string[] | undefined>;
  /** Whether a file lies in this browser. */
  isKept(file: string): Promise<boolean>;
  /** Whether a host has it; `undefined` where none said. */
  isServed(file: string): Promise<boolean | undefined>;
}

/** Finds the files of graphs before any of them is fetched: by the list of the repository, else by asking for names. */
export function createGraphs({ model, config, list, isKept, isServed }: Shelf) {
  const found = new Map<string, Promise<GraphFiles | undefined>>();

  async function search(base: string, dtype: Dtype): Promise<GraphFiles | undefined> {
    const usual = usualPath(base, dtype);
    if (await isKept(usual)) return { graph: usual, externalData: await keptData(usual, base) };
    const files = await list();
    const listed = files && findGraphFiles(files, base, dtype);
    // What ships with the site may have been put there after its list was written.
    if (listed || (files && !isEmbedded(model))) return listed;
    const isThere = await isServed(usual);
    if (isThere) return withData(usual, base);
    // A host that does not answer this question may still give the file, and says what is wrong if not.
    if (isThere === undefined) return { graph: usual, externalData: declaredData(config, usual, base) };
    if (isEmbedded(model)) return undefined;
    for (const graph of otherPaths(base, dtype)) {
      if ((await isKept(graph)) || (await isServed(graph)) === true) return withData(graph, base);
    }
    return undefined;
  }

  async function keptData(graph: string, base: string): Promise<readonly string[]> {
    const declared = declaredData(config, graph, base);
    return declared.length > 0 ? declared : chain(graph, isKept);
  }

  async function withData(graph: string, base: string): Promise<GraphFiles> {
    const declared = declaredData(config, graph, base);
    if (declared.length > 0 || isEmbedded(model)) return { graph, externalData: declared };
    const isThere = async (file: string) => (await isKept(file)) || (await isServed(file)) === true;
    return { graph, externalData: await chain(graph, isThere) };
  }

  /** `model.onnx_data`, `model.onnx_data_1` and so on, as far as they go. */
  async function chain(graph: string, isThere: (file: string) => Promise<boolean>): Promise<readonly string[]> {
    const files: string[] = [];
    for (let index = 0; await isThere(dataPath(graph, index)); index++) files.push(dataPath(graph, index));
    return files;
  }

  function find(base: string, dtype: Dtype): Promise<GraphFiles | undefined> {
    const key = `${base} ${dtype}`;
    const known = found.get(key) ?? search(base, dtype);
    found.set(key, known);
    return known;
  }

  async function otherDtypes(base: string): Promise<readonly Dtype[]> {
    const files = await list();
    if (files) return dtypesOf(files, base);
    const there = await Promise.all(dtypes.map((dtype) => isServed(usualPath(base, dtype))));
    return dtypes.filter((_, index) => there[index] === true);
  }

  return {
    find,

    /** @throws TaskError `dtype-missing` where only other number formats are there, `model-unsupported` where none is */
    async graph(base: string, dtype: Dtype): Promise<GraphFiles> {
      const files = await find(base, dtype);
      if (files) return files;
      const others = await otherDtypes(base);
      if (others.length > 0) {
        const message = `${model} has no ${usualPath(base, dtype)}, only ${others.join(", ")}.`;
        throw new TaskError("dtype-missing", message, undefined, { values: { dtypes: others.join(" ") } });
      }
      throw new TaskError("model-unsupported", `${model} has no ONNX graph ${base} in any dtype.`, undefined, {
        reason: "graph-missing",
        values: { file: `${base}.onnx` },
      });
    },
  };
}

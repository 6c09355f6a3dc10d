import type { Json } from "../shared/json.ts";
import { type Dtype, dtypeSuffix, dtypes } from "./checkpoint.ts";
import { findWeight } from "./weight.ts";

/** A graph and what belongs to it, as paths inside the repository. */
export interface GraphFiles {
  readonly graph: string;
  /** Weights beside the graph, which names them by their last part. */
  readonly externalData: readonly string[];
}

/** Where transformers.js puts a graph. */
export function usualPath(base: string, dtype: Dtype): string {
  return `onnx/${base}${dtypeSuffix[dtype]}.onnx`;
}

/** Where else a graph may lie, for hosts that cannot list a repository. */
export function otherPaths(base: string, dtype: Dtype): readonly string[] {
  const others: Partial<Record<Dtype, readonly string[]>> = {
    fp32: ["_O3", "_O2", "_O1"],
    fp16: ["_O4"],
    int8: ["_qint8_avx512_vnni", "_qint8_avx512", "_qint8_arm64"],
    uint8: ["_quint8_avx2"],
  };
  return [`${base}${dtypeSuffix[dtype]}.onnx`, ...(others[dtype] ?? []).map((ending) => `onnx/${base}${ending}.onnx`)];
}

/** @param files all of the repository */
export function findGraphFiles(files: readonly string[], base: string, dtype: Dtype): GraphFiles | undefined {
  const [graph] = files.filter((file) => isGraphOf(file, base, dtype)).toSorted(byPlace(usualPath(base, dtype)));
  if (graph === undefined) return undefined;
  const externalData = files.filter((file) => file.startsWith(graph) && findWeight(file)?.isGraph === false);
  return { graph, externalData };
}

/** Number formats that the repository has this graph in. */
export function dtypesOf(files: readonly string[], base: string): readonly Dtype[] {
  return dtypes.filter((dtype) => files.some((file) => isGraphOf(file, base, dtype)));
}

function isGraphOf(file: string, base: string, dtype: Dtype): boolean {
  const weight = findWeight(file);
  return weight?.isGraph === true && weight.base === base && weight.dtype === dtype;
}

/** The usual place first, then the usual folder; among equals the order of their names, so that it is always the same. */
function byPlace(usual: string): (a: string, b: string) => number {
  const rank = (file: string) => (file === usual ? 0 : file.startsWith("onnx/") ? 1 : 2);
  return (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1);
}

/**
 * External data that `config.json` declares, as transformers.js reads it: one number for all graphs, or one by a
 * graph's whole or base name (its `utils/model-loader.js`).
 */
export function declaredData(config: Json, graph: string, base: string): readonly string[] {
  const declared = valueAt(valueAt(config, "transformers.js_config"), "use_external_data_format");
  const name = graph.slice(graph.lastIndexOf("/") + 1);
  const chunks = Number(typeof declared === "object" ? (valueAt(declared, name) ?? valueAt(declared, base)) : declared);
  return Array.from({ length: Math.max(chunks, 0) }, (_, index) => dataPath(graph, index));
}

/** @param index 0 for the first file */
export function dataPath(graph: string, index: number): string {
  return `${graph}_data${index === 0 ? "" : `_${index}`}`;
}

function valueAt(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(key) : undefined;
}

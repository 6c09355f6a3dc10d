import type { Files } from "../../hub/files.ts";
import type { GraphFiles } from "../../hub/graph-files.ts";
import { type Field, readFields, textOf } from "./rewrite/wire.ts";

/** Field numbers of `onnx.proto`, on the way to where a tensor says that its elements lie. */
const model = { graph: 7 } as const;
const graph = { node: 1, initializer: 5 } as const;
const node = { attribute: 5 } as const;
const attribute = { tensor: 5, graph: 6 } as const;
const tensor = { externalData: 13 } as const;
const entry = { key: 1, value: 2 } as const;

/** A graph beside its weights is a few megabytes; in a larger one they lie themselves. */
const searchedBytes = 32e6;

/**
 * Keeps a graph, and what it names beside what its repository's file names tell: exporters call such files as they like,
 * and whoever renames a graph leaves the names in it as they were.
 */
export async function withNamedData(
  found: GraphFiles,
  { keepWeights, peek }: Pick<Files, "keepWeights" | "peek">,
): Promise<GraphFiles> {
  await keepWeights([found.graph]);
  const content = await peek(found.graph, searchedBytes);
  const folder = found.graph.slice(0, found.graph.lastIndexOf("/") + 1);
  const named = content ? namesIn(content).map((name) => folder + name) : [];
  const missing = named.filter((file) => !found.externalData.includes(file));
  if (missing.length === 0) return found;
  await keepWeights(missing);
  return { ...found, externalData: [...found.externalData, ...missing] };
}

/** The files that a graph keeps elements of tensors in, each once, by their paths from its own folder. */
export function namesIn(bytes: Uint8Array): readonly string[] {
  try {
    const names = readFields(bytes)
      .filter(({ number }) => number === model.graph)
      .flatMap(namesInGraph);
    const plain = names.map((name) => name.replace(/^\.\//, ""));
    return [...new Set(plain)].filter((name) => !/^\/|(?:^|\/)\.\./.test(name));
  } catch (reason) {
    // ONNX Runtime says of a damaged file what is wrong with it.
    if (reason instanceof RangeError) return [];
    throw reason;
  }
}

function namesInGraph({ bytes }: Field): readonly string[] {
  return readFields(bytes).flatMap((field) => {
    if (field.number === graph.initializer) return namesInTensor(field);
    if (field.number !== graph.node) return [];
    const attributes = readFields(field.bytes).filter(({ number }) => number === node.attribute);
    return attributes.flatMap(namesInAttribute);
  });
}

function namesInAttribute({ bytes }: Field): readonly string[] {
  return readFields(bytes).flatMap((field) => {
    if (field.number === attribute.tensor) return namesInTensor(field);
    return field.number === attribute.graph ? namesInGraph(field) : [];
  });
}

function namesInTensor({ bytes }: Field): readonly string[] {
  return readFields(bytes)
    .filter(({ number }) => number === tensor.externalData)
    .map(({ bytes: written }) => readFields(written))
    .filter((one) => textOf(one, entry.key) === "location")
    .map((one) => textOf(one, entry.value));
}

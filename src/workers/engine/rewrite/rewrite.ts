import { createAdditions, replaceNodes } from "./additions.ts";
import { avoidTiles } from "./attention.ts";
import { gatherPacked } from "./gather.ts";
import { keepLastLogits } from "./logits.ts";
import { findMatrix } from "./matrix.ts";
import { type Graph, type Model, readModel, writeModel } from "./onnx.ts";
import { graphsIn, nodesIn } from "./opset.ts";
import { unpackMatrices } from "./unpack.ts";
import type { Rope } from "./wire.ts";

export interface RewriteSettings {
  /** Whether matrices of so many bytes, as floats, may be held in memory. */
  mayUnpack(floatBytes: number): boolean;
  /** Whether nobody reads the logits of other positions than the last. */
  readonly lastLogitsOnly: boolean;
}

export interface Rewritten {
  /** The new file, in pieces that lie in the old one where nothing changed. */
  readonly pieces: Rope;
  /** What the unpacked matrices take; 0 where they stay packed. */
  readonly floatBytes: number;
}

/** Before it, initializers were inputs as well, and might be given other values. */
const firstIrVersion = 4;

/**
 * A graph as WASM runs it best, over the same weights: matrices unpacked once instead of at every step, embeddings that
 * load, attention without tiles of one token, logits that nobody reads left out. `docs/decisions.md` has the gains.
 * @param bytes of an `.onnx` file; weights in external files stay there and are not read
 * @returns `undefined` where nothing is to be changed, or the file is not one that this reads
 */
export function rewriteGraph(bytes: Uint8Array, settings: RewriteSettings): Rewritten | undefined {
  const model = readModel(bytes);
  if (model.irVersion < firstIrVersion) return undefined;
  const additions = createAdditions();
  gatherPacked(model, additions);
  avoidTiles(model, additions);
  if (settings.lastLogitsOnly) keepLastLogits(model, additions);
  const floatBytes = isQuantized(model) ? 0 : floatBytesOf(model);
  const unpacks = floatBytes > 0 && settings.mayUnpack(floatBytes);
  if (unpacks) unpackMatrices(model, additions);
  if (!additions.any) return undefined;
  additions.putInto(model.graph);
  dropUnused(model.graph);
  return { pieces: writeModel(model), floatBytes: unpacks ? floatBytes : 0 };
}

/**
 * What unpacks is folded only where ONNX Runtime is told to leave quantization alone, which would slow a graph down
 * that is quantized in ONNX's own way as well.
 */
function isQuantized({ graph }: Model): boolean {
  return nodesIn(graph).some(({ opType }) => opType === "DequantizeLinear" || opType === "QuantizeLinear");
}

/** Each matrix counts as often as it is used: ONNX Runtime packs it anew for each product. */
function floatBytesOf({ graph }: Model): number {
  let bytes = 0;
  replaceNodes(graph, (node, findTensor) => {
    const matrix = findMatrix(node, findTensor);
    if (matrix) bytes += matrix.rows * matrix.columns * 4;
    return [node];
  });
  return bytes;
}

/** Packed weights that a rewritten graph reads under other names. */
function dropUnused(graph: Graph): void {
  const all = graphsIn(graph);
  const used = new Set(
    all.flatMap(({ nodes, outputs }) => [...nodes.flatMap(({ inputs }) => inputs), ...outputs.keys()]),
  );
  for (const one of all) one.initializers = new Map([...one.initializers].filter(([name]) => used.has(name)));
}

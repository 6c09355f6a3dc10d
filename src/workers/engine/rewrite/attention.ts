import { type Additions, type FindTensor, replaceNodes } from "./additions.ts";
import { contrib, type Graph, type Model, type Node, withInputs } from "./onnx.ts";
import { dataTypes, makeTensor, type Tensor } from "./tensor.ts";

/** Places among the inputs of GroupQueryAttention. */
const pastKeyAt = 3;
const cosinesAt = 7;
const sinkAt = 11;

/** What a softmax makes exactly 0 of, by the type of the attention: -1e30, and the least number of half precision. */
const nothing: Readonly<Record<number, Uint8Array>> = {
  [dataTypes.float]: new Uint8Array(Float32Array.of(-1e30).buffer),
  [dataTypes.float16]: Uint8Array.of(0xff, 0xfb),
};

/**
 * Keeps GroupQueryAttention off its tiled path, which is slow on WASM: the size of a tile comes from the size of the
 * CPU's second cache, which WebAssembly does not tell, so that a tile is one token (ONNX Runtime issue 29613; its
 * pull request 28962). With a sink for each head it goes another way, and such a sink adds nothing to a softmax.
 */
export function avoidTiles(model: Model, additions: Additions): void {
  replaceNodes(model.graph, (node, findTensor, graph) => {
    const sink = findSink(node, findTensor, graph);
    if (!sink) return [node];
    const inputs = Array.from({ length: sinkAt }, (_, index) => node.inputs[index] ?? "");
    return [withInputs(node, [...inputs, additions.constant(sink)])];
  });
}

function findSink(node: Node, findTensor: FindTensor, graph: Graph): Tensor | undefined {
  if (node.domain !== contrib || node.opType !== "GroupQueryAttention") return undefined;
  if (node.inputs.length > sinkAt || node.ints.get("smooth_softmax")) return undefined;
  const heads = node.ints.get("num_heads") ?? 0;
  const dataType =
    findTensor(node.inputs[cosinesAt] ?? "")?.dataType ?? graph.inputs.get(node.inputs[pastKeyAt] ?? "")?.dataType ?? 0;
  const one = nothing[dataType];
  if (!one) return undefined;
  const content = Uint8Array.from({ length: heads * one.length }, (_, index) => one[index % one.length] ?? 0);
  return makeTensor({ name: `added/sink/${dataType}/${heads}`, dims: [heads], dataType }, content);
}

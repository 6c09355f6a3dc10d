import { type Graph, isStandard, type Model, type Node } from "./onnx.ts";

/** The first version of `ai.onnx` whose DequantizeLinear takes a scale for each block of a row. */
export const blockwiseOpset = 21;

/** Below it Squeeze, Softmax and others mean something else than they do now. */
const firstOpset = 13;

/** Operators that ask for other inputs, or mean something else, from the version that stands beside them on. */
const changedIn: Readonly<Record<string, number>> = {
  BatchNormalization: 15,
  RoiAlign: 16,
  ReduceL1: 18,
  ReduceL2: 18,
  ReduceLogSum: 18,
  ReduceLogSumExp: 18,
  ReduceMax: 18,
  ReduceMean: 18,
  ReduceMin: 18,
  ReduceProd: 18,
  ReduceSumSquare: 18,
  Resize: 19,
  Split: 18,
  DFT: 20,
  GridSample: 20,
  GroupNormalization: 21,
};

/** Whether a model means the same when it names a version of `ai.onnx` that has a blockwise DequantizeLinear. */
export function canBeBlockwise({ opset, graph, hasFunctions }: Model): boolean {
  if (opset >= blockwiseOpset) return true;
  if (opset < firstOpset || hasFunctions) return false;
  return nodesIn(graph).every((node) => !isStandard(node.domain) || opset >= (changedIn[node.opType] ?? 0));
}

/** A graph and all graphs in it. */
export function graphsIn(graph: Graph): readonly Graph[] {
  return [graph, ...graph.nodes.flatMap((node) => node.graphs.flatMap(graphsIn))];
}

export function nodesIn(graph: Graph): readonly Node[] {
  return graphsIn(graph).flatMap(({ nodes }) => nodes);
}

import { type Graph, makeNode, type Node } from "./onnx.ts";
import { makeFloat, makeInt64s, type Tensor } from "./tensor.ts";

/** Constants and nodes that a rewritten graph gets, by name. Equal constants share one. */
export function createAdditions() {
  const initializers = new Map<string, Tensor>();
  const nodes: Node[] = [];

  function constant(tensor: Tensor): string {
    initializers.set(tensor.name, tensor);
    return tensor.name;
  }

  return {
    constant,
    ints: (...values: readonly number[]) => constant(makeInt64s(`added/int64/${values}`, values)),
    float: (value: number) => constant(makeFloat(`added/float/${value}`, value)),
    /** A node that stands before all others, so that it reads constants only. */
    first(...made: Parameters<typeof makeNode>): string {
      nodes.push(makeNode(...made));
      return made[2];
    },
    get any() {
      return initializers.size > 0;
    },
    /** @param graph the outermost one, which all inner ones can read */
    putInto(graph: Graph): void {
      graph.nodes = [...nodes, ...graph.nodes];
      graph.initializers = new Map([...graph.initializers, ...initializers]);
    },
  };
}

export type Additions = ReturnType<typeof createAdditions>;

export type FindTensor = (name: string) => Tensor | undefined;

/** Initializers of a graph that nobody can give another value, and of those around it. */
function finderIn(graph: Graph, outer: FindTensor): FindTensor {
  return (name) => (graph.inputs.has(name) ? undefined : (graph.initializers.get(name) ?? outer(name)));
}

/** Puts others in the place of nodes, in a graph and in all graphs within it. */
export function replaceNodes(
  graph: Graph,
  replace: (node: Node, findTensor: FindTensor, graph: Graph) => readonly Node[],
  outer: FindTensor = () => undefined,
): void {
  const find = finderIn(graph, outer);
  graph.nodes = graph.nodes.flatMap((node) => {
    for (const inner of node.graphs) replaceNodes(inner, replace, find);
    return replace(node, find, graph);
  });
}

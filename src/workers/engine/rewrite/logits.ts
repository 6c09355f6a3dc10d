import type { Additions } from "./additions.ts";
import { contrib, type Graph, isStandard, type Model, makeNode, type Node, withInputs } from "./onnx.ts";

/** What asks for the logits of a graph reads them under this name. */
const logits = "logits";

/** Operators that make each number of one number. */
const elementwise: ReadonlySet<string> = new Set(["Cast", "Tanh", "Identity"]);
const withConstant: ReadonlySet<string> = new Set(["Mul", "Div", "Add", "Sub"]);

/**
 * Works the logits out for the last position only, which is all that writing needs: the output matrix is the largest
 * of a small model, and a prompt has hundreds of positions. Done where the way from the last hidden states to `logits`
 * treats every position alike, so that cutting before is the same as cutting after.
 */
export function keepLastLogits({ graph }: Model, { ints }: Additions): void {
  const products = findProducts(graph);
  if (!products) return;
  const states = new Set([...products].map(({ inputs }) => inputs[0] ?? ""));
  const last = (state: string) => `${state}/last`;
  graph.nodes = graph.nodes.flatMap((node) => {
    const [state = "", ...others] = node.inputs;
    const cuts = node.outputs
      .filter((name) => states.has(name))
      // Slice takes a bound beyond the end for the end.
      .map((name) => makeNode("Slice", [name, ints(-1), ints(2 ** 31 - 1), ints(1)], last(name)));
    return [products.has(node) ? withInputs(node, [last(state), ...others]) : node, ...cuts];
  });
  graph.undeclared.add(logits);
}

/** The products that the logits are made of, or `undefined` where not all of the way to them is known. */
function findProducts(graph: Graph): ReadonlySet<Node> | undefined {
  // [sequences, positions, vocabulary]: so are the hidden states, since a product with a matrix keeps the dimensions.
  if (graph.outputs.get(logits)?.rank !== 3 || graph.nodes.some((node) => node.graphs.length > 0)) return undefined;
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((name): [string, Node] => [name, node])));
  const read = graph.nodes.flatMap((node) => node.inputs);
  const products = new Set<Node>();

  function rankOf(name: string): number | undefined {
    return (graph.initializers.get(name) ?? makers.get(name)?.value)?.dims.length;
  }

  function isMatrix(name: string): boolean {
    const maker = makers.get(name);
    return rankOf(name) === 2 || (maker?.opType === "Transpose" && rankOf(maker.inputs[0] ?? "") === 2);
  }

  function isProduct({ domain, opType, inputs }: Node): boolean {
    if (domain === contrib) return opType === "MatMulNBits";
    return isStandard(domain) && opType === "MatMul" && isMatrix(inputs[1] ?? "");
  }

  function isLastAxis(node: Node): boolean {
    const axis = node.ints.get("axis");
    return axis === -1 || axis === 2;
  }

  /** One number, or one for each of the last dimension. */
  function isVector(name: string): boolean {
    return (rankOf(name) ?? 2) < 2;
  }

  function follow(name: string): boolean {
    const node = makers.get(name);
    // What another node reads as well, or the caller, has to keep its positions.
    const uses = read.filter((one) => one === name).length + (graph.outputs.has(name) ? 1 : 0);
    if (!node || uses !== 1) return false;
    const [first = "", second = ""] = node.inputs;
    if (isProduct(node)) {
      products.add(node);
      return makers.has(first);
    }
    if (!isStandard(node.domain)) return false;
    if (elementwise.has(node.opType)) return follow(first);
    if (node.opType === "Concat") return isLastAxis(node) && node.inputs.every(follow);
    if (!withConstant.has(node.opType)) return false;
    return isVector(second) ? follow(first) : isVector(first) && follow(second);
  }

  return follow(logits) ? products : undefined;
}

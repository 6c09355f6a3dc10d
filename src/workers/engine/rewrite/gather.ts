import { type Additions, type FindTensor, replaceNodes } from "./additions.ts";
import { holds } from "./matrix.ts";
import { contrib, type Graph, type Model, makeNode, type Node } from "./onnx.ts";
import { countOf, dataTypes, declaredAs, type Tensor } from "./tensor.ts";

/** A `GatherBlockQuantized` of whole rows, each of `blocks` blocks. */
interface Table {
  readonly rows: number;
  readonly blocks: number;
  readonly blockSize: number;
  readonly bits: number;
  readonly codes: Tensor;
  readonly scales: Tensor;
  /** A code of its own for each block, or one for all. */
  readonly zeros: Tensor | number;
}

/**
 * ONNX Runtime has no kernel for GatherBlockQuantized on WASM, so that a graph with one does not load there. The packed
 * rows are gathered instead, and unpacked by plain operators: few rows at a time, and the table stays packed.
 */
export function gatherPacked(model: Model, additions: Additions): void {
  replaceNodes(model.graph, (node, findTensor, graph) => {
    const table = findTable(node, (name) => findTensor(name) ?? findReshaped(graph, name, findTensor));
    return table ? gather(node, table, additions) : [node];
  });
}

/** A table that is the output matrix as well is stored in that one's shape. */
function findReshaped(graph: Graph, name: string, findTensor: FindTensor): Tensor | undefined {
  const source = graph.nodes.find(({ opType, outputs }) => opType === "Reshape" && outputs.includes(name));
  return source && findTensor(source.inputs[0] ?? "");
}

function findTable(node: Node, findTensor: FindTensor): Table | undefined {
  if (node.domain !== contrib || node.opType !== "GatherBlockQuantized") return undefined;
  const [codesName = "", , scalesName = "", zerosName = ""] = node.inputs;
  const [codes, scales, zeros] = [codesName, scalesName, zerosName].map(findTensor);
  const { bits = 4, block_size: blockSize = 128, gather_axis: axis = 0, quantize_axis: along = 1 } = attributesOf(node);
  if (!codes || !scales || scales.dims.length !== 2 || axis !== 0 || (along !== 1 && along !== -1)) return undefined;
  const [rows = 0, blocks = 0] = scales.dims;
  if (!holds(scales, [dataTypes.float, dataTypes.float16], rows * blocks)) return undefined;
  if (bits !== 4 && bits !== 8) return undefined;
  const isFourBitType = codes.dataType === dataTypes.uint4;
  const perElement = isFourBitType || bits === 8 ? 1 : 2;
  const elements = (rows * blocks * blockSize) / perElement;
  if (!holds(codes, [isFourBitType ? dataTypes.uint4 : dataTypes.uint8], elements)) return undefined;
  const table = { rows, blocks, blockSize, bits, codes, scales };
  if (zerosName === "") return { ...table, zeros: isFourBitType ? 0 : 2 ** (bits - 1) };
  // Rows of the four-bit type have no padding: an odd number of blocks would begin within a byte.
  if (!zeros || (isFourBitType && blocks % 2 === 1)) return undefined;
  const zerosPerRow = isFourBitType ? blocks : Math.ceil(blocks / perElement);
  return holds(zeros, [codes.dataType], rows * zerosPerRow) ? { ...table, zeros } : undefined;
}

function attributesOf({ ints }: Node): Readonly<Record<string, number>> {
  return Object.fromEntries(ints);
}

function gather({ inputs, outputs }: Node, table: Table, { constant, ints, float }: Additions): Node[] {
  const [, indices = ""] = inputs;
  const [output = ""] = outputs;
  const { rows, blocks, blockSize, bits, codes, scales, zeros } = table;
  const nodes: Node[] = [];

  function node(part: string, opType: string, from: readonly string[], values?: Readonly<Record<string, number>>) {
    const name = part === "" ? output : `${output}/${part}`;
    nodes.push(makeNode(opType, from, name, values));
    return name;
  }

  /** The numbers in the rows that were asked for, as floats of the shape `shape`, whatever the shape of the indices. */
  function numbersOf(stored: Tensor, part: string, shape: readonly number[]): string {
    const width = (countOf(stored.dims) * (stored.dataType === dataTypes.uint4 ? 4 : 8)) / 8 / rows;
    const declaration = { name: `${output}/${part}/packed`, dims: [rows, width], dataType: dataTypes.uint8 };
    const found = node(`${part}/rows`, "Gather", [constant(declaredAs(stored, declaration)), indices], { axis: 0 });
    const bytes = node(`${part}/bytes`, "Cast", [found], { to: dataTypes.float });
    if (bits === 8) return node(part, "Reshape", [bytes, ints(...shape)]);
    const shifted = node(`${part}/shifted`, "Mul", [bytes, float(1 / 16)]);
    const high = node(`${part}/high`, "Floor", [shifted]);
    const highInPlace = node(`${part}/highInPlace`, "Mul", [high, float(16)]);
    const low = node(`${part}/low`, "Sub", [bytes, highInPlace]);
    const halves = [low, high].map((half, index) => node(`${part}/half${index}`, "Unsqueeze", [half, ints(-1)]));
    const pairs = node(`${part}/pairs`, "Concat", halves, { axis: -1 });
    return node(part, "Reshape", [pairs, ints(...shape)]);
  }

  function zerosOf(): string {
    if (typeof zeros === "number") return float(zeros);
    if (bits === 8 || blocks % 2 === 0) return numbersOf(zeros, "zeros", [-1, blocks, 1]);
    const padded = numbersOf(zeros, "zeros/padded", [-1, blocks + 1, 1]);
    return node("zeros", "Slice", [padded, ints(0), ints(blocks), ints(1)]);
  }

  const isHalf = scales.dataType === dataTypes.float16;
  const blockwise = node("codes/moved", "Sub", [numbersOf(codes, "codes", [-1, blocks, blockSize]), zerosOf()]);
  const kept = constant(declaredAs(scales, { name: `${output}/scales/all` }));
  const scaleRows = node("scales/rows", "Gather", [kept, indices], { axis: 0 });
  const scaleFloats = isHalf ? node("scales/floats", "Cast", [scaleRows], { to: dataTypes.float }) : scaleRows;
  const perBlock = node("scales", "Reshape", [scaleFloats, ints(-1, blocks, 1)]);
  const floats = node("floats", "Mul", [blockwise, perBlock]);
  const count = node("shape/indices", "Shape", [indices]);
  const shape = node("shape", "Concat", [count, ints(blocks * blockSize)], { axis: 0 });
  if (!isHalf) {
    node("", "Reshape", [floats, shape]);
    return nodes;
  }
  node("", "Cast", [node("shaped", "Reshape", [floats, shape])], { to: dataTypes.float16 });
  return nodes;
}

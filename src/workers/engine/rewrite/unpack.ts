import { type Additions, replaceNodes } from "./additions.ts";
import { findMatrix, type Matrix } from "./matrix.ts";
import { contrib, type Model, makeNode, type Node } from "./onnx.ts";
import { blockwiseOpset, canBeBlockwise } from "./opset.ts";
import { countOf, dataTypes, declaredAs, makeTensor, type Tensor } from "./tensor.ts";

/**
 * Has every packed matrix unpacked by a DequantizeLinear over constants, which ONNX Runtime works out once, when the
 * session opens. It has no kernel for MatMulNBits on WASM: left alone, it unpacks each matrix at every step
 * (`matmul_nbits.cc`, `ComputeBUnpacked`).
 *
 * What unpacks stands in the outermost graph, since nothing would fold it within an `If`.
 */
export function unpackMatrices(model: Model, additions: Additions): void {
  const blockwise = canBeBlockwise(model);
  const unpacked = new Map<string, string>();
  replaceNodes(model.graph, (node, findTensor) => {
    const matrix = findMatrix(node, findTensor);
    if (!matrix || (matrix.hasPaddedZeros && !blockwise)) return [node];
    const key = [matrix.codes, matrix.scales, matrix.zeros].map((tensor) => tensor?.name).join(" ");
    const name = `unpacked/${unpacked.size}/${matrix.codes.name}`;
    const floats = unpacked.get(key) ?? unpack(matrix, name, additions, blockwise);
    unpacked.set(key, floats);
    return product(node, matrix, floats);
  });
  if (blockwise && unpacked.size > 0) model.opset = Math.max(model.opset, blockwiseOpset);
}

/** @returns the name of the matrix as floats [rows, columns] */
function unpack(matrix: Matrix, name: string, additions: Additions, blockwise: boolean): string {
  const { rows, columns, bits, blockSize, blocks } = matrix;
  const { constant, ints, first } = additions;
  const dataType = bits === 4 ? dataTypes.uint4 : dataTypes.uint8;
  // Without a blockwise operator each block is a row of its own.
  const codeDims = blockwise ? [rows, blocks * blockSize] : [rows * blocks, blockSize];
  const blockDims = blockwise ? [rows, blocks] : [rows * blocks];
  let codes = constant(declaredAs(matrix.codes, { name: `${name}/codes`, dims: codeDims, dataType }));
  let scales = constant(declaredAs(matrix.scales, { name: `${name}/scales`, dims: blockDims }));
  let zeros: string;
  if (matrix.zeros && matrix.hasPaddedZeros) {
    codes = first("Cast", [codes], `${name}/codes/bytes`, { to: dataTypes.uint8 });
    zeros = zerosWithoutPadding(matrix, matrix.zeros, name, additions);
  } else if (matrix.zeros) {
    zeros = constant(declaredAs(matrix.zeros, { name: `${name}/zeros`, dims: blockDims, dataType }));
  } else zeros = constant(middles(blockDims, bits));
  if (matrix.scales.dataType === dataTypes.float16) {
    scales = first("Cast", [scales], `${name}/scales/floats`, { to: dataTypes.float });
  }
  const inputs = [codes, scales, zeros];
  let floats: string;
  if (blockwise) {
    floats = first("DequantizeLinear", inputs, `${name}/floats`, { axis: 1, block_size: blockSize });
  } else {
    const flat = first("DequantizeLinear", inputs, `${name}/blocks`, { axis: 0 }, contrib);
    floats = first("Reshape", [flat, ints(rows, blocks * blockSize)], `${name}/floats`);
  }
  if (columns === blocks * blockSize) return floats;
  return first("Slice", [floats, ints(0), ints(columns), ints(1)], `${name}/columns`);
}

/** The middle of the range for every block, which is what stands for zero where nothing says. Equal shapes share it. */
function middles(dims: readonly number[], bits: number): Tensor {
  const name = `unpacked/middles/${bits}/${dims.join("x")}`;
  const content = new Uint8Array(Math.ceil((countOf(dims) * bits) / 8)).fill(bits === 4 ? 0x88 : 0x80);
  return makeTensor({ name, dims, dataType: bits === 4 ? dataTypes.uint4 : dataTypes.uint8 }, content);
}

/** Four-bit tensors know no padding within, so that they become bytes first. */
function zerosWithoutPadding(
  { rows, blocks }: Matrix,
  zeros: Tensor,
  name: string,
  { constant, ints, first }: Additions,
): string {
  const padded = { name: `${name}/zeros/padded`, dims: [rows, blocks + 1], dataType: dataTypes.uint4 };
  const bytes = first("Cast", [constant(declaredAs(zeros, padded))], `${name}/zeros/bytes`, { to: dataTypes.uint8 });
  return first("Slice", [bytes, ints(0), ints(blocks), ints(1)], `${name}/zeros`);
}

/** Half-precision graphs are multiplied in single precision, as MatMulNBits does on a CPU. */
function product({ inputs, outputs }: Node, { bias, scales }: Matrix, floats: string): Node[] {
  const [input = ""] = inputs;
  const [output = ""] = outputs;
  const isHalf = scales.dataType === dataTypes.float16;
  const steps: ((input: string, output: string) => Node)[] = [];
  if (isHalf) steps.push((from, to) => makeNode("Cast", [from], to, { to: dataTypes.float }));
  steps.push((from, to) => makeNode("FusedMatMul", [from, floats], to, { transB: 1 }, contrib));
  if (isHalf) steps.push((from, to) => makeNode("Cast", [from], to, { to: dataTypes.float16 }));
  if (bias !== undefined) steps.push((from, to) => makeNode("Add", [from, bias], to));
  const nameOf = (step: number) => (step === steps.length ? output : `${output}/unpacked/${step}`);
  return steps.map((make, index) => make(index === 0 ? input : nameOf(index), nameOf(index + 1)));
}

import type { FindTensor } from "./additions.ts";
import { contrib, type Node } from "./onnx.ts";
import { countOf, dataTypes, type Tensor } from "./tensor.ts";

/** A `MatMulNBits` whose matrix can be unpacked to floats: `rows` x `columns`, in blocks along the columns. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly bits: number;
  readonly blockSize: number;
  /** Of each row. The last one is filled up where `columns` ends within it. */
  readonly blocks: number;
  readonly codes: Tensor;
  readonly scales: Tensor;
  readonly zeros: Tensor | undefined;
  /** Whether each row of four-bit zero points ends with a half that stands for nothing. */
  readonly hasPaddedZeros: boolean;
  readonly bias: string | undefined;
}

/** `undefined` where the node is another one, or one that is better left as it is. */
export function findMatrix(node: Node, findTensor: FindTensor): Matrix | undefined {
  if (node.domain !== contrib || node.opType !== "MatMulNBits") return undefined;
  const [, codesName = "", scalesName = "", zerosName = "", order = "", bias = ""] = node.inputs;
  const { K: columns = 0, N: rows = 0, bits = 4, block_size: blockSize = 0 } = Object.fromEntries(node.ints);
  if (order !== "" || node.inputs.length > 6 || node.ints.get("weight_prepacked")) return undefined;
  if (rows <= 0 || columns <= 0 || blockSize < 2 || (bits !== 4 && bits !== 8)) return undefined;
  const blocks = Math.ceil(columns / blockSize);
  const codes = findTensor(codesName);
  const scales = findTensor(scalesName);
  const zeros = findTensor(zerosName);
  if (!codes || !holds(codes, [dataTypes.uint8], (rows * blocks * blockSize * bits) / 8)) return undefined;
  if (!scales || !holds(scales, [dataTypes.float, dataTypes.float16], rows * blocks)) return undefined;
  // Zero points that are floats, or only known at run time, are not those of DequantizeLinear.
  const zeroBytes = Math.ceil((blocks * bits) / 8);
  if (zerosName !== "" && !(zeros && holds(zeros, [dataTypes.uint8], rows * zeroBytes))) return undefined;
  return {
    rows,
    columns,
    bits,
    blockSize,
    blocks,
    codes,
    scales,
    zeros,
    hasPaddedZeros: zeros !== undefined && bits === 4 && blocks % 2 === 1,
    bias: bias === "" ? undefined : bias,
  };
}

export function holds(tensor: Tensor, types: readonly number[], count: number): boolean {
  return tensor.isRaw && types.includes(tensor.dataType) && countOf(tensor.dims) === count;
}

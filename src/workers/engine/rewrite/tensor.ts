import {
  bytesField,
  intOf,
  intsOf,
  type Rope,
  readFields,
  textField,
  textOf,
  varintField,
  writeFields,
} from "./wire.ts";

/** Field numbers of `TensorProto` in `onnx.proto`. */
const numbers = { dims: 1, dataType: 2, name: 8, raw: 9, dataLocation: 14 } as const;
const declaring: readonly number[] = [numbers.dims, numbers.dataType, numbers.name];

export const dataTypes = { float: 1, uint8: 2, int64: 7, float16: 10, uint4: 21 } as const;

export interface Declaration {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType: number;
}

/** An initializer. */
export interface Tensor extends Declaration {
  /** Whether its elements lie in one piece, in the graph's file or in an external one, rather than in typed fields. */
  readonly isRaw: boolean;
  /** The fields that hold the elements, or tell where they lie. */
  readonly elements: Rope;
}

export function readTensor(bytes: Uint8Array): Tensor {
  const fields = readFields(bytes);
  const isExternal = intOf(fields, numbers.dataLocation) === 1;
  return {
    name: textOf(fields, numbers.name),
    dims: intsOf(fields, numbers.dims),
    dataType: intOf(fields, numbers.dataType),
    isRaw: isExternal || fields.some(({ number }) => number === numbers.raw),
    elements: writeFields(fields.filter(({ number }) => !declaring.includes(number))),
  };
}

export function writeTensor({ name, dims, dataType, elements }: Tensor): Rope {
  return [
    ...dims.flatMap((dim) => varintField(numbers.dims, dim)),
    ...varintField(numbers.dataType, dataType),
    ...textField(numbers.name, name),
    ...elements,
  ];
}

/** Another reading of the same bytes, wherever they lie: they are neither copied nor moved. */
export function declaredAs(tensor: Tensor, declaration: Partial<Declaration>): Tensor {
  return { ...tensor, ...declaration };
}

/** @param content little-endian elements; two to a byte for four-bit types, the low half first */
export function makeTensor(declaration: Declaration, content: Uint8Array): Tensor {
  return { ...declaration, isRaw: true, elements: bytesField(numbers.raw, [content]) };
}

export function makeInt64s(name: string, values: readonly number[]): Tensor {
  const content = BigInt64Array.from(values, (value) => BigInt(value));
  return makeTensor({ name, dims: [values.length], dataType: dataTypes.int64 }, new Uint8Array(content.buffer));
}

export function makeFloat(name: string, value: number): Tensor {
  return makeTensor({ name, dims: [], dataType: dataTypes.float }, new Uint8Array(Float32Array.of(value).buffer));
}

export function countOf(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

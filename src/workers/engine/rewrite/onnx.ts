import { joinedBytes } from "../../../shared/bytes.ts";
import { readTensor, type Tensor, writeTensor } from "./tensor.ts";
import {
  bytesField,
  type Field,
  intOf,
  type Rope,
  readFields,
  textField,
  textOf,
  textsOf,
  varintField,
  writeFields,
} from "./wire.ts";

/** Field numbers of `onnx.proto`, of the messages that are read or written here. */
const model = { irVersion: 1, graph: 7, opsetImport: 8, functions: 25 } as const;
const opset = { domain: 1, version: 2 } as const;
const graphs = { node: 1, initializer: 5, input: 11, output: 12 } as const;
const node = { input: 1, output: 2, name: 3, opType: 4, attribute: 5, domain: 7 } as const;
const attribute = { name: 1, int: 3, tensor: 5, graph: 6, type: 20 } as const;
const attributeType = { int: 2 } as const;
/** `TypeProto` and `TensorShapeProto` as well, which lie within. */
const valueInfo = { name: 1, type: 2, tensorType: 1, elementType: 1, shape: 2, dim: 1 } as const;

export const contrib = "com.microsoft";

export interface Node {
  readonly opType: string;
  readonly domain: string;
  /** An empty name stands for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly ints: ReadonlyMap<string, number>;
  /** What a `Constant` gives. */
  readonly value: Tensor | undefined;
  /** Of `If`, `Loop` and `Scan`. */
  readonly graphs: readonly Graph[];
  /** The whole message. */
  readonly bytes: Uint8Array;
}

/** What a graph says of an input or an output. */
export interface ValueType {
  readonly dataType: number;
  /** Number of dimensions; `undefined` where it does not say. */
  readonly rank: number | undefined;
}

/** A graph that is being rewritten: lists are replaced, the rest goes out as it came. */
export interface Graph {
  nodes: readonly Node[];
  initializers: ReadonlyMap<string, Tensor>;
  readonly inputs: ReadonlyMap<string, ValueType>;
  readonly outputs: ReadonlyMap<string, ValueType>;
  /** Outputs whose declared shape no longer holds. */
  readonly undeclared: Set<string>;
  readonly fields: readonly Field[];
}

export interface Model {
  readonly irVersion: number;
  readonly graph: Graph;
  /** Whether it defines operators of its own. */
  readonly hasFunctions: boolean;
  /** Version of `ai.onnx`; written as the model is. */
  opset: number;
  readonly fields: readonly Field[];
}

export function readModel(bytes: Uint8Array): Model {
  const fields = readFields(bytes);
  const graph = fields.find((field) => field.number === model.graph);
  if (!graph) throw new RangeError("A model has no graph.");
  const imports = fields.filter((field) => field.number === model.opsetImport).map((field) => readFields(field.bytes));
  const own = imports.find((one) => isStandard(textOf(one, opset.domain)));
  return {
    irVersion: intOf(fields, model.irVersion),
    graph: readGraph(graph.bytes),
    hasFunctions: fields.some(({ number }) => number === model.functions),
    opset: own ? intOf(own, opset.version) : 0,
    fields,
  };
}

export function isStandard(domain: string): boolean {
  return domain === "" || domain === "ai.onnx";
}

export function writeModel(written: Model): Rope {
  return written.fields.flatMap((field) => {
    if (field.number === model.graph) return bytesField(model.graph, writeGraph(written.graph));
    if (field.number !== model.opsetImport) return field.written;
    const fields = readFields(field.bytes);
    if (!isStandard(textOf(fields, opset.domain))) return field.written;
    const rest = fields.filter(({ number }) => number !== opset.version);
    return bytesField(model.opsetImport, [...writeFields(rest), ...varintField(opset.version, written.opset)]);
  });
}

function readGraph(bytes: Uint8Array): Graph {
  const fields = readFields(bytes);
  const of = (number: number) => fields.filter((field) => field.number === number);
  const tensors = of(graphs.initializer).map((field) => readTensor(field.bytes));
  return {
    nodes: of(graphs.node).map((field) => readNode(field.bytes)),
    initializers: new Map(tensors.map((one) => [one.name, one])),
    inputs: new Map(of(graphs.input).map((field) => readValue(field.bytes))),
    outputs: new Map(of(graphs.output).map((field) => readValue(field.bytes))),
    undeclared: new Set(),
    fields: fields.filter(({ number }) => number !== graphs.node && number !== graphs.initializer),
  };
}

function writeGraph(graph: Graph): Rope {
  return [
    ...graph.nodes.flatMap((one) => bytesField(graphs.node, writeNode(one))),
    ...[...graph.initializers.values()].flatMap((one) => bytesField(graphs.initializer, writeTensor(one))),
    ...graph.fields.flatMap((field) => {
      if (field.number !== graphs.output || graph.undeclared.size === 0) return field.written;
      const fields = readFields(field.bytes);
      if (!graph.undeclared.has(textOf(fields, valueInfo.name))) return field.written;
      return bytesField(graphs.output, writeFields(withoutShape(fields)));
    }),
  ];
}

function readValue(bytes: Uint8Array): [string, ValueType] {
  const fields = readFields(bytes);
  const inner = (list: readonly Field[], number: number): Field[] | undefined => {
    const found = list.find((field) => field.number === number);
    return found && readFields(found.bytes);
  };
  const tensorType = inner(inner(fields, valueInfo.type) ?? [], valueInfo.tensorType) ?? [];
  const dims = inner(tensorType, valueInfo.shape)?.filter(({ number }) => number === valueInfo.dim);
  return [textOf(fields, valueInfo.name), { dataType: intOf(tensorType, valueInfo.elementType), rank: dims?.length }];
}

function withoutShape(value: readonly Field[]): Field[] {
  return within(value, valueInfo.type, (type) =>
    within(type, valueInfo.tensorType, (inner) => inner.filter(({ number }) => number !== valueInfo.shape)),
  );
}

function within(fields: readonly Field[], number: number, change: (inner: Field[]) => readonly Field[]): Field[] {
  return fields.map((field) => {
    if (field.number !== number) return field;
    const content = writeFields(change(readFields(field.bytes)));
    return { ...field, written: bytesField(number, content) };
  });
}

function readNode(bytes: Uint8Array): Node {
  const fields = readFields(bytes);
  const attributes = fields.filter(({ number }) => number === node.attribute).map(({ bytes: one }) => readFields(one));
  const ints = attributes
    .filter((one) => intOf(one, attribute.type) === attributeType.int)
    .map((one): [string, number] => [textOf(one, attribute.name), intOf(one, attribute.int)]);
  return {
    opType: textOf(fields, node.opType),
    domain: textOf(fields, node.domain),
    inputs: textsOf(fields, node.input),
    outputs: textsOf(fields, node.output),
    ints: new Map(ints),
    value: attributes
      .flatMap((one) => one.filter(({ number }) => number === attribute.tensor))
      .map((field) => readTensor(field.bytes))[0],
    graphs: attributes.flatMap((one) =>
      one.filter(({ number }) => number === attribute.graph).map((field) => readGraph(field.bytes)),
    ),
    bytes,
  };
}

function writeNode(written: Node): Rope {
  if (written.graphs.length === 0) return [written.bytes];
  const inner = [...written.graphs];
  return readFields(written.bytes).flatMap((field) => {
    if (field.number !== node.attribute) return field.written;
    const fields = readFields(field.bytes);
    if (!fields.some(({ number }) => number === attribute.graph)) return field.written;
    const content = fields.flatMap((one) => {
      const next = one.number === attribute.graph ? inner.shift() : undefined;
      return next ? bytesField(attribute.graph, writeGraph(next)) : one.written;
    });
    return bytesField(node.attribute, content);
  });
}

export function withInputs(changed: Node, inputs: readonly string[]): Node {
  const rest = readFields(changed.bytes).filter(({ number }) => number !== node.input);
  const bytes = joinedBytes([...inputs.flatMap((name) => textField(node.input, name)), ...writeFields(rest)]);
  return { ...changed, inputs, bytes };
}

/** A node of our own; the domain is ONNX's where none is given. */
export function makeNode(
  opType: string,
  inputs: readonly string[],
  output: string,
  ints: Readonly<Record<string, number>> = {},
  domain = "",
): Node {
  const written = [
    ...inputs.flatMap((name) => textField(node.input, name)),
    ...textField(node.output, output),
    ...textField(node.name, `${output}/${opType}`),
    ...textField(node.opType, opType),
    ...(domain === "" ? [] : textField(node.domain, domain)),
    ...Object.entries(ints).flatMap(([name, value]) =>
      bytesField(node.attribute, [
        ...textField(attribute.name, name),
        ...varintField(attribute.int, value),
        ...varintField(attribute.type, attributeType.int),
      ]),
    ),
  ];
  return readNode(joinedBytes(written));
}

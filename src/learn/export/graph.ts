import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import {
  type AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  TensorProto_DataType as DataType,
  GraphProtoSchema,
  type ModelProto,
  ModelProtoSchema,
} from "onnx-buf";
import type { FloatTensor } from "../../shared/tensor.ts";

type GraphInit = MessageInitShape<typeof GraphProtoSchema>;
type NodeInit = NonNullable<GraphInit["node"]>[number];
type TensorInit = NonNullable<GraphInit["initializer"]>[number];
type ValueInit = NonNullable<GraphInit["input"]>[number];

/** A number of an attribute stands for an integer; floats are told apart. */
export type Attribute = number | readonly number[] | { readonly float: number };

/** A graph that is being written. Values are known by their names. */
export interface GraphWriter {
  input(name: string, type: "float" | "int64", dims: readonly (string | number)[]): string;
  output(name: string, dims: readonly (string | number)[]): void;
  floats(tensor: FloatTensor, name?: string): string;
  scalar(value: number): string;
  integers(...values: readonly number[]): string;
  /** An integer without dimensions. */
  integer(value: number): string;
  /** One node with one output. @param name of the output, where it has one that others rely on */
  node(
    type: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, Attribute>>,
    name?: string,
  ): string;
  /** One node with several. */
  split(input: string, axis: number, parts: number): readonly string[];
  /** The whole model as `.onnx`. */
  bytes(): Uint8Array<ArrayBuffer>;
}

/** `TensorProto.DataType.FLOAT`. */
export const floatType = DataType.FLOAT;

/** LayerNormalization came with 17; all that ONNX Runtime of the last years runs. */
const opset = 17n;
const irVersion = 8n;

/** @param body a model that the graph goes on from, in place: what is written comes behind it, and its outputs go */
export function createGraphWriter(body?: ModelProto): GraphWriter {
  const nodes: NodeInit[] = [];
  const initializers: TensorInit[] = [];
  const inputs: ValueInit[] = [];
  const outputs: ValueInit[] = [];
  let count = 0;
  // No exporter names values so.
  const prefix = body ? "added." : "";
  const fresh = (kind: string) => `${prefix}${kind}_${count++}`;

  function constant(
    name: string,
    dims: readonly number[],
    dataType: DataType,
    rawData: Uint8Array<ArrayBuffer>,
  ): string {
    initializers.push({ name, dims: dims.map(BigInt), dataType, rawData });
    return name;
  }

  function floats({ data, dims }: FloatTensor, name = fresh("floats")): string {
    return constant(
      name,
      dims,
      DataType.FLOAT,
      littleEndian(data.length, 4, (view, place) => view.setFloat32(place * 4, data[place] ?? 0, true)),
    );
  }

  function longs(values: readonly number[], dims: readonly number[]): string {
    const bytes = littleEndian(values.length, 8, (view, place) =>
      view.setBigInt64(place * 8, BigInt(values[place] ?? 0), true),
    );
    return constant(fresh("integers"), dims, DataType.INT64, bytes);
  }

  function add(
    type: string,
    given: readonly string[],
    made: string[],
    attributes: Readonly<Record<string, Attribute>>,
  ) {
    const attribute = Object.entries(attributes).map(([name, value]) => attributeOf(name, value));
    nodes.push({ opType: type, input: [...given], output: made, name: fresh(type), attribute });
  }

  return {
    input(name, type, dims) {
      inputs.push(valueInfo(name, type === "float" ? DataType.FLOAT : DataType.INT64, dims));
      return name;
    },
    output: (name, dims) => outputs.push(valueInfo(name, DataType.FLOAT, dims)),
    floats,
    scalar: (value) => floats({ type: "float32", data: Float32Array.of(value), dims: [] }),
    integers: (...values) => longs(values, [values.length]),
    integer: (value) => longs([value], []),
    node(type, given, attributes = {}, name = fresh(type.toLowerCase())) {
      add(type, given, [name], attributes);
      return name;
    },
    split(given, axis, parts) {
      const made = Array.from({ length: parts }, () => fresh("part"));
      add("Split", [given], made, { axis });
      return made;
    },
    bytes() {
      if (body?.graph) {
        const { graph } = body;
        const added = create(GraphProtoSchema, { node: nodes, initializer: initializers, output: outputs });
        graph.node.push(...added.node);
        graph.initializer.push(...added.initializer);
        graph.output = added.output;
        return Uint8Array.from(toBinary(ModelProtoSchema, body));
      }
      const graph = { name: "learned", node: nodes, initializer: initializers, input: inputs, output: outputs };
      const opsetImport = [{ domain: "", version: opset }];
      const model = create(ModelProtoSchema, { irVersion, producerName: "model-playground", opsetImport, graph });
      return Uint8Array.from(toBinary(ModelProtoSchema, model));
    },
  };
}

function littleEndian(
  count: number,
  size: number,
  write: (view: DataView, place: number) => void,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count * size);
  const view = new DataView(bytes.buffer);
  for (let place = 0; place < count; place += 1) write(view, place);
  return bytes;
}

function attributeOf(name: string, value: Attribute): MessageInitShape<typeof AttributeProtoSchema> {
  if (typeof value === "number") return { name, type: AttributeType.INT, i: BigInt(value) };
  if ("float" in value) return { name, type: AttributeType.FLOAT, f: value.float };
  return { name, type: AttributeType.INTS, ints: value.map(BigInt) };
}

function valueInfo(name: string, elemType: DataType, dims: readonly (string | number)[]): ValueInit {
  const dim = dims.map((size) =>
    typeof size === "number"
      ? { value: { case: "dimValue" as const, value: BigInt(size) } }
      : { value: { case: "dimParam" as const, value: size } },
  );
  return { name, type: { value: { case: "tensorType", value: { elemType, shape: { dim } } } } };
}

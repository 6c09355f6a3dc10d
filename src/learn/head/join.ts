import { fromBinary } from "@bufbuild/protobuf";
import { type GraphProto, ModelProtoSchema, type NodeProto } from "onnx-buf";
import { TaskError } from "../../shared/errors.ts";
import { floatTensor } from "../../shared/tensor.ts";
import { createGraphWriter, floatType, type GraphWriter } from "../export/graph.ts";
import type { Head } from "./regression.ts";
import type { Modality, TextPooling } from "./verbs.ts";

interface JoinSettings {
  /** The body as `.onnx`. */
  readonly graph: Uint8Array;
  readonly modality: Modality;
  /** Of texts. */
  readonly pooling: TextPooling;
  readonly head: Head;
}

/** What a graph's output with the body's numbers is called, the nearest to what features were taken from first. */
const bodyOutputs: Readonly<Record<Modality, readonly string[]>> = {
  text: ["last_hidden_state", "token_embeddings"],
  image: ["pooler_output", "image_embeds", "last_hidden_state"],
  audio: ["audio_embeds", "last_hidden_state"],
};

/**
 * Head and body as one graph with the output `logits` `[batch, labels]`. Only operators that all versions of the last years
 * have alike are used: whatever version the body is of, it stays.
 * @throws TaskError `model-unsupported` where no output of the body can be read
 */
export function joined({ graph: bytes, modality, pooling, head }: JoinSettings): Uint8Array<ArrayBuffer> {
  const model = fromBinary(ModelProtoSchema, bytes);
  const { graph } = model;
  if (!graph) throw new TaskError("file-corrupt", "The body is no graph.");
  // The head's own output is called so.
  rename(graph, "logits", "body.logits");
  const { name, rank, batch } = outputOf(graph, modality);
  const g = createGraphWriter(model);
  const numbers = g.node("Cast", [name], { to: floatType });
  const vector = modality === "text" ? textVector(g, numbers, pooling) : mediaVector(g, numbers, { rank, modality });
  const [labels, columns] = [head.biases.length, head.weights.length / head.biases.length];
  const weights = g.floats(floatTensor(Float32Array.from(head.weights), [columns, labels]));
  const biases = g.floats(floatTensor(Float32Array.from(head.biases), [labels]));
  const scores = g.node("Add", [g.node("MatMul", [vector, weights]), biases]);
  g.node("Reshape", [scores, g.integers(0, -1)], {}, "logits");
  g.output("logits", [batch, labels]);
  return g.bytes();
}

/** `[batch, 1, width]` of `[batch, tokens, width]`, scaled to length 1: it does not matter that a sum stands for the mean. */
function textVector(g: GraphWriter, hidden: string, pooling: TextPooling): string {
  const mask = () => g.node("Reshape", [g.node("Cast", ["attention_mask"], { to: floatType }), g.integers(0, 1, -1)]);
  const vector = pooling === "cls" ? firstToken(g, hidden) : g.node("MatMul", [mask(), hidden]);
  const square = g.node("MatMul", [vector, g.node("Reshape", [vector, g.integers(0, -1, 1)])]);
  return g.node("Div", [vector, g.node("Sqrt", [square])]);
}

function firstToken(g: GraphWriter, hidden: string): string {
  return g.node("Gather", [hidden, g.integers(0)], { axis: 1 });
}

/** `[batch, 1, width]` of whatever a graph gives of a picture or a sound; as `pooled.ts` of the task of picture features does. */
function mediaVector(
  g: GraphWriter,
  numbers: string,
  { rank, modality }: { rank: number; modality: Modality },
): string {
  if (rank === 3 && modality === "image") return firstToken(g, numbers);
  const channelsFirst = rank === 3 ? g.node("Transpose", [numbers], { perm: [0, 2, 1] }) : numbers;
  const pooled = rank > 2 ? g.node("GlobalAveragePool", [channelsFirst]) : numbers;
  return g.node("Reshape", [pooled, g.integers(0, 1, -1)]);
}

interface Output {
  readonly name: string;
  readonly rank: number;
  readonly batch: number | string;
}

function outputOf(graph: GraphProto, modality: Modality): Output {
  const wanted = bodyOutputs[modality];
  const named = wanted.flatMap((name) => graph.output.filter((one) => one.name === name));
  // A classifier's own scores are numbers, too.
  const [found] = modality === "text" ? named : [...named, ...graph.output];
  const shape = found?.type?.value.case === "tensorType" ? found.type.value.value.shape : undefined;
  if (!found || !shape) {
    const names = graph.output.map(({ name }) => name).join(", ");
    throw new TaskError("model-unsupported", "The body's graph gives nothing for a head.", names, {
      reason: "output-other",
      values: { output: wanted[0] ?? "" },
    });
  }
  const size = shape.dim[0]?.value;
  const batch = size?.case === "dimValue" ? Number(size.value) : size?.case === "dimParam" ? size.value : "batch_size";
  return { name: found.name, rank: shape.dim.length, batch };
}

function rename(graph: GraphProto, from: string, to: string): void {
  const changed = (names: readonly string[]) => names.map((name) => (name === from ? to : name));
  for (const node of graph.node) renameIn(node, changed);
  for (const output of graph.output) if (output.name === from) output.name = to;
  for (const info of graph.valueInfo) if (info.name === from) info.name = to;
}

function renameIn(node: NodeProto, changed: (names: readonly string[]) => string[]): void {
  node.input = changed(node.input);
  node.output = changed(node.output);
  for (const { g } of node.attribute) for (const inner of g?.node ?? []) renameIn(inner, changed);
}

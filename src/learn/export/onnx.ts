import { floatTensor } from "../../shared/tensor.ts";
import { rotaryTables } from "../network/rotary.ts";
import { type NetShape, normEpsilon, type Objective } from "../network/shape.ts";
import { type Weights, weightOf } from "../network/weights.ts";
import { createGraphWriter, floatType } from "./graph.ts";
import { causalBias, gelu, paddingBias } from "./parts.ts";

/** Positions that tables are written for: an exported network reads longer texts than it was trained on, if worse. */
export const mostPositions = 512;

interface OnnxSettings {
  readonly weights: Weights;
  readonly shape: NetShape;
  readonly objective: Objective;
  /** With a classifier on top, in the place of the guesses of tokens. */
  readonly isClassifier: boolean;
}

/**
 * The network as `.onnx`, with the inputs and outputs of Optimum's exports: `input_ids`, `attention_mask` and `logits`; of
 * a causal one keys and values of the past as well (`past_key_values.0.key`, `present.0.key`). Beside logits of tokens it gives
 * `attentions.0` and so on, as Python's `output_attentions`.
 */
export function toOnnx({ weights, shape, objective, isClassifier }: OnnxSettings): Uint8Array<ArrayBuffer> {
  const { width, heads, layers, vocabulary } = shape;
  const headWidth = width / heads;
  const hasPast = objective === "causal" && !isClassifier;
  const g = createGraphWriter();
  for (const [name, weight] of Object.entries(weights)) g.floats(weight, name);

  const total = hasPast ? "total_sequence_length" : "sequence_length";
  const ids = g.input("input_ids", "int64", ["batch_size", "sequence_length"]);
  const mask = g.input("attention_mask", "int64", ["batch_size", total]);
  const past = Array.from({ length: hasPast ? layers : 0 }, (_, layer) =>
    (["key", "value"] as const).map((part) =>
      g.input(`past_key_values.${layer}.${part}`, "float", ["batch_size", heads, "past_sequence_length", headWidth]),
    ),
  );

  const axis0 = g.integers(0);
  const sizeAt = (value: string, axis: number) =>
    g.node("Slice", [g.node("Shape", [value]), g.integers(axis), g.integers(axis + 1)]);
  const [firstPast] = past[0] ?? [];
  const start = firstPast === undefined ? g.integers(0) : sizeAt(firstPast, 2);
  const end = g.node("Add", [start, sizeAt(ids, 1)]);

  const tables = rotaryTables(mostPositions, headWidth);
  const [cosines, sines] = [tables.cosines, tables.sines].map((data) =>
    g.node("Slice", [g.floats(floatTensor(data, [mostPositions, headWidth])), start, end, axis0]),
  );
  const padding = paddingBias(g, mask);
  const bias = objective === "causal" ? g.node("Add", [padding, causalBias(g, start, end)]) : padding;

  const linear = (value: string, name: string) =>
    g.node("Add", [g.node("MatMul", [value, `${name}.weight`]), `${name}.bias`]);
  const norm = (value: string, name: string) =>
    g.node("LayerNormalization", [value, `${name}.weight`, `${name}.bias`], {
      axis: -1,
      epsilon: { float: normEpsilon },
    });
  const rotated = (value: string) => {
    const [first = "", second = ""] = g.split(value, -1, 2);
    const across = g.node("Concat", [g.node("Neg", [second]), first], { axis: -1 });
    return g.node("Add", [g.node("Mul", [value, cosines ?? ""]), g.node("Mul", [across, sines ?? ""])]);
  };

  let stream = g.node("Gather", ["embeddings", ids]);
  for (let layer = 0; layer < layers; layer += 1) {
    const part = (name: string) => `layers.${layer}.${name}`;
    const apart = g.node("Reshape", [
      linear(norm(stream, part("norm1")), part("qkv")),
      g.integers(0, 0, 3, heads, headWidth),
    ]);
    const [queries = "", newKeys = "", newValues = ""] = g
      .split(g.node("Transpose", [apart], { perm: [2, 0, 3, 1, 4] }), 0, 3)
      .map((value) => g.node("Squeeze", [value, axis0]));
    const [pastKeys, pastValues] = past[layer] ?? [];
    const joined = (before: string | undefined, value: string, name: string) =>
      before === undefined ? value : g.node("Concat", [before, value], { axis: 2 }, `present.${layer}.${name}`);
    const keys = joined(pastKeys, rotated(newKeys), "key");
    const values = joined(pastValues, newValues, "value");
    const turned = g.node("Transpose", [keys], { perm: [0, 1, 3, 2] });
    const scores = g.node("Mul", [g.node("MatMul", [rotated(queries), turned]), g.scalar(1 / Math.sqrt(headWidth))]);
    const shares = g.node("Softmax", [g.node("Add", [scores, bias])], { axis: -1 }, `attentions.${layer}`);
    const mixed = g.node("Transpose", [g.node("MatMul", [shares, values])], { perm: [0, 2, 1, 3] });
    stream = g.node("Add", [stream, linear(g.node("Reshape", [mixed, g.integers(0, 0, width)]), part("out"))]);
    const inner = gelu(g, linear(norm(stream, part("norm2")), part("up")));
    stream = g.node("Add", [stream, linear(inner, part("down"))]);
  }
  stream = norm(stream, "norm");

  if (isClassifier) {
    const counted = g.node("Unsqueeze", [g.node("Cast", [mask], { to: floatType }), g.integers(2)]);
    const sum = g.node("ReduceSum", [g.node("Mul", [stream, counted]), g.integers(1)], { keepdims: 0 });
    const mean = g.node("Div", [sum, g.node("ReduceSum", [counted, g.integers(1)], { keepdims: 0 })]);
    g.node("Add", [g.node("MatMul", [mean, "classifier.weight"]), "classifier.bias"], {}, "logits");
    g.output("logits", ["batch_size", weightOf(weights, "classifier.bias").dims[0] ?? 0]);
    return g.bytes();
  }
  const back = g.node("Transpose", ["embeddings"], { perm: [1, 0] });
  if (objective === "causal") g.node("MatMul", [stream, back], {}, "logits");
  else {
    const guessed = norm(gelu(g, linear(stream, "head.dense")), "head.norm");
    g.node("Add", [g.node("MatMul", [guessed, back]), "head.bias"], {}, "logits");
  }
  g.output("logits", ["batch_size", "sequence_length", vocabulary]);
  for (let layer = 0; layer < layers; layer += 1) {
    g.output(`attentions.${layer}`, ["batch_size", heads, "sequence_length", total]);
  }
  for (let layer = 0; layer < past.length; layer += 1) {
    for (const part of ["key", "value"]) {
      g.output(`present.${layer}.${part}`, ["batch_size", heads, "total_sequence_length", headWidth]);
    }
  }
  return g.bytes();
}

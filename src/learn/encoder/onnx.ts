import { createGraphWriter } from "../export/graph.ts";
import { gelu, paddingBias } from "../export/parts.ts";
import { type Weights, weightOf } from "../network/weights.ts";
import type { EncoderShape } from "./shape.ts";

/** `BertForSequenceClassification` as `.onnx`, with the inputs and the output of Optimum's export. */
export function encoderOnnx(weights: Weights, shape: EncoderShape): Uint8Array<ArrayBuffer> {
  const { width, heads, layers, epsilon } = shape;
  const headWidth = width / heads;
  const g = createGraphWriter();
  for (const [name, weight] of Object.entries(weights)) g.floats(weight, name);
  const [ids, mask, kinds] = ["input_ids", "attention_mask", "token_type_ids"].map((name) =>
    g.input(name, "int64", ["batch_size", "sequence_length"]),
  );
  const linear = (value: string, name: string) =>
    g.node("Add", [g.node("MatMul", [value, `${name}.weight`]), `${name}.bias`]);
  const norm = (value: string, name: string) =>
    g.node("LayerNormalization", [value, `${name}.weight`, `${name}.bias`], { axis: -1, epsilon: { float: epsilon } });
  const embedding = (name: string) => `bert.embeddings.${name}.weight`;

  const end = g.node("Slice", [g.node("Shape", [ids ?? ""]), g.integers(1), g.integers(2)]);
  const places = g.node("Slice", [embedding("position_embeddings"), g.integers(0), end, g.integers(0)]);
  const words = g.node("Gather", [embedding("word_embeddings"), ids ?? ""]);
  const typed = g.node("Add", [words, g.node("Gather", [embedding("token_type_embeddings"), kinds ?? ""])]);
  const bias = paddingBias(g, mask ?? "");

  let stream = norm(g.node("Add", [typed, places]), "bert.embeddings.LayerNorm");
  for (let index = 0; index < layers; index += 1) {
    const part = (name: string) => `bert.encoder.layer.${index}.${name}`;
    const byHead = (name: string, perm: readonly number[]) => {
      const apart = g.node("Reshape", [
        linear(stream, part(`attention.self.${name}`)),
        g.integers(0, 0, heads, headWidth),
      ]);
      return g.node("Transpose", [apart], { perm });
    };
    const turned = byHead("key", [0, 2, 3, 1]);
    const product = g.node("MatMul", [byHead("query", [0, 2, 1, 3]), turned]);
    const scores = g.node("Mul", [product, g.scalar(1 / Math.sqrt(headWidth))]);
    const shares = g.node("Softmax", [g.node("Add", [scores, bias])], { axis: -1 });
    const mixed = g.node("Transpose", [g.node("MatMul", [shares, byHead("value", [0, 2, 1, 3])])], {
      perm: [0, 2, 1, 3],
    });
    const read = linear(g.node("Reshape", [mixed, g.integers(0, 0, width)]), part("attention.output.dense"));
    stream = norm(g.node("Add", [stream, read]), part("attention.output.LayerNorm"));
    const inner = gelu(g, linear(stream, part("intermediate.dense")));
    stream = norm(g.node("Add", [stream, linear(inner, part("output.dense"))]), part("output.LayerNorm"));
  }
  const first = g.node("Gather", [stream, g.integer(0)], { axis: 1 });
  const pooled = g.node("Tanh", [linear(first, "bert.pooler.dense")]);
  g.node("Add", [g.node("MatMul", [pooled, "classifier.weight"]), "classifier.bias"], {}, "logits");
  g.output("logits", ["batch_size", weightOf(weights, "classifier.bias").dims[0] ?? 0]);
  return g.bytes();
}

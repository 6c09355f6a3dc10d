import { writeSafetensors } from "../../shared/safetensors.ts";
import { classesOf, type Files, json } from "../export/folder.ts";
import { turned, type Weights } from "../network/weights.ts";
import { type Encoder, isMatrix } from "./checkpoint.ts";
import { encoderOnnx } from "./onnx.ts";

interface TunedEncoder extends Encoder {
  /** With the classifier's. */
  readonly weights: Weights;
  /** In the order of its scores. */
  readonly labels: readonly string[];
}

/** The files of a checkpoint that Python loads as `BertForSequenceClassification`, with the tokenizer that it came with. */
export function encoderFilesOf({ config, shape, files, weights, labels }: TunedEncoder): Files {
  const told = {
    ...config,
    architectures: ["BertForSequenceClassification"],
    ...classesOf(labels),
    torch_dtype: "float32",
  };
  const theirs = Object.entries(weights).map(([name, weight]) => {
    const isTurned = isMatrix(name, weight.dims);
    return [name, isTurned ? turned(weight) : weight] as const;
  });
  return {
    ...Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])),
    "config.json": json(told),
    "model.safetensors": writeSafetensors(Object.fromEntries(theirs), { format: "pt" }),
    "onnx/model.onnx": encoderOnnx(weights, shape),
  };
}

import { expect, test } from "vitest";
import { joinedBytes } from "../../shared/bytes.ts";
import { namesIn, withNamedData } from "./named-data.ts";
import { bytesField, type Rope, textField } from "./rewrite/wire.ts";

const entry = (key: string, value: string): Rope => bytesField(13, [...textField(1, key), ...textField(2, value)]);
const tensorIn = (location: string): Rope => [...entry("location", location), ...entry("offset", "0")];
const graphOf = (...fields: readonly Rope[]) => fields.flat();
const initializer = (location: string) => bytesField(5, tensorIn(location));
const nodeWith = (field: number, content: Rope) => bytesField(1, bytesField(5, bytesField(field, content)));

/** As an exporter writes it: initializers, a constant, and a branch with initializers of its own. */
const model = joinedBytes(
  bytesField(
    7,
    graphOf(
      initializer("model.onnx_data"),
      initializer("./weights.bin"),
      initializer("weights.bin"),
      nodeWith(5, tensorIn("constants.bin")),
      nodeWith(6, graphOf(initializer("branch.bin"))),
    ),
  ),
);

test("a graph's files are found wherever it names them, each once", () => {
  expect(namesIn(model)).toEqual(["model.onnx_data", "weights.bin", "constants.bin", "branch.bin"]);
});

test("a name that leads out of the folder is none, and a damaged graph has none", () => {
  expect(namesIn(joinedBytes(bytesField(7, graphOf(initializer("../x"), initializer("/etc/x")))))).toEqual([]);
  expect(namesIn(model.subarray(0, -3))).toEqual([]);
});

test("what file names did not tell is kept after the graph, and given to it", async () => {
  const kept: (readonly string[])[] = [];
  const files = { keepWeights: async (files: readonly string[]) => void kept.push(files), peek: async () => model };
  const found = { graph: "onnx/model.onnx", externalData: ["onnx/model.onnx_data"] };
  const rest = ["onnx/weights.bin", "onnx/constants.bin", "onnx/branch.bin"];
  expect(await withNamedData(found, files)).toEqual({
    graph: "onnx/model.onnx",
    externalData: ["onnx/model.onnx_data", ...rest],
  });
  expect(kept).toEqual([["onnx/model.onnx"], rest]);
  expect(await withNamedData(found, { ...files, peek: async () => undefined })).toEqual(found);
});

import { expect, it } from "vitest";
import { assertFits } from "./limits.ts";

const files = { graph: "onnx/model.onnx", externalData: ["onnx/model.onnx_data", "onnx/model.onnx_data_1"] };
const sized = (...bytes: readonly number[]) => {
  const all = [files.graph, ...files.externalData];
  return (file: string) => bytes[all.indexOf(file)];
};
const refusal = expect.objectContaining({ code: "wont-fit" });

it("a graph above 2 GiB runs nowhere, however much memory there is", () => {
  expect(() => assertFits(files, "webgpu", sized(2 ** 31 + 1))).toThrow(refusal);
  expect(() => assertFits(files, "webgpu", sized(2 ** 31))).not.toThrow();
});

it("more weights than WebAssembly addresses run on WebGPU alone", () => {
  expect(() => assertFits(files, "wasm", sized(1e6, 2.2e9, 2.2e9))).toThrow(refusal);
  expect(() => assertFits(files, "webgpu", sized(1e6, 2.2e9, 2.2e9))).not.toThrow();
});

it("nothing is refused of which no host told the size", () => {
  expect(() => assertFits(files, "wasm", () => undefined)).not.toThrow();
});

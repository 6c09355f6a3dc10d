import * as v from "valibot";

export const devices = ["webgpu", "wasm"] as const;
export const Device = v.picklist(devices);
export type Device = v.InferOutput<typeof Device>;

/** transformers.js's own names (its `utils/dtypes.js`). */
export const dtypes = [
  "fp32",
  "fp16",
  "q8",
  "int8",
  "uint8",
  "q4",
  "q4f16",
  "bnb4",
  "q2",
  "q2f16",
  "q1",
  "q1f16",
] as const;
export const Dtype = v.picklist(dtypes);
export type Dtype = v.InferOutput<typeof Dtype>;

/** What a dtype adds to the name of a file below `onnx/` (transformers.js `utils/dtypes.js`). */
export const dtypeSuffix: Readonly<Record<Dtype, string>> = {
  fp32: "",
  fp16: "_fp16",
  q8: "_quantized",
  int8: "_int8",
  uint8: "_uint8",
  q4: "_q4",
  q4f16: "_q4f16",
  bnb4: "_bnb4",
  q2: "_q2",
  q2f16: "_q2f16",
  q1: "_q1",
  q1f16: "_q1f16",
};

/** One dtype for all files, or one for each file by its base name (`encoder_model`, `decoder_model_merged`). */
export const DtypeChoice = v.union([Dtype, v.record(v.string(), Dtype)]);
export type DtypeChoice = v.InferOutput<typeof DtypeChoice>;

/** `q4`, or `{"encoder_model":"fp32",...}` with sorted keys, so that equal choices have equal texts. */
export function dtypeText(choice: DtypeChoice): string {
  if (typeof choice === "string") return choice;
  return JSON.stringify(Object.fromEntries(Object.entries(choice).sort(([a], [b]) => a.localeCompare(b))));
}

export function dtypesIn(choice: DtypeChoice): readonly Dtype[] {
  return typeof choice === "string" ? [choice] : Object.values(choice);
}

/** Whether running these weights on WebGPU needs the `shader-f16` feature. */
export function needsShaderF16(choice: DtypeChoice): boolean {
  return dtypesIn(choice).some((dtype) => dtype === "fp16" || dtype.endsWith("f16"));
}

/** What must be loaded to run: a Hub repository at a revision, on a device, in a dtype. */
export const CheckpointRef = v.object({
  model: v.string(),
  revision: v.string(),
  device: Device,
  dtype: DtypeChoice,
});
export type CheckpointRef = v.InferOutput<typeof CheckpointRef>;

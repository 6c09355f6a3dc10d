import * as v from "valibot";

export const devices = ["webgpu", "wasm"] as const;
export const Device = v.picklist(devices);
export type Device = v.InferOutput<typeof Device>;

/** transformers.js's own names (its `utils/dtypes.js`). */
export const dtypes = ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"] as const;
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
  return dtypesIn(choice).some((dtype) => dtype === "fp16" || dtype === "q4f16");
}

/** What must be loaded to run: a Hub repository at a revision, on a device, in a dtype. */
export const CheckpointRef = v.object({
  model: v.string(),
  revision: v.string(),
  device: Device,
  dtype: DtypeChoice,
});
export type CheckpointRef = v.InferOutput<typeof CheckpointRef>;

/** The Hub's own rule (`REPO_ID_REGEX`): one slash at most, no `..` and no `--`, at most 96 characters a part. */
const repoId =
  /^(?=.{1,193}$)(?!.*(?:\.\.|--))[A-Za-z0-9](?:[\w.-]{0,94}[A-Za-z0-9_])?(?:\/[A-Za-z0-9](?:[\w.-]{0,94}[A-Za-z0-9_])?)?$/;

export function isRepoId(text: string): boolean {
  return repoId.test(text) && !text.endsWith(".git");
}

export function isEmbedded(model: string): boolean {
  return model.startsWith("embedded/");
}

/** Branches, tags, commits and `refs/pr/1`; never a path upwards. */
function isRevision(text: string): boolean {
  return /^[\w][\w./-]{0,127}$/.test(text) && !text.includes("..");
}

/** `owner/name`, `owner/name@revision` or a pasted Hub address; `undefined` where it is none of these. */
export function findModelRef(text: string): { model: string; revision: string } | undefined {
  const trimmed = text.trim();
  const address = /^https?:\/\/[^/]+\/(.+)$/.exec(trimmed);
  const path = (address?.[1] ?? trimmed).replace(/[?#].*$/, "").replace(/\/+$/, "");
  const tree = /^((?:[^/]+\/)?[^/]+)\/(?:tree|blob|resolve)\/([^/]+)(?:\/.*)?$/.exec(path);
  const [model = "", written = "main"] = tree ? [tree[1], tree[2]] : path.split("@");
  const revision = decoded(written);
  if (!isRepoId(model) || !isRevision(revision)) return undefined;
  return { model, revision };
}

/** Addresses write the slashes of `refs/pr/1` as `%2F`. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

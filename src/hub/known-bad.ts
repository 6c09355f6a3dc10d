import { type Device, type Dtype, type DtypeChoice, dtypesIn } from "./checkpoint.ts";

interface KnownBad {
  readonly ids: RegExp;
  readonly device: Device;
  readonly dtypes: readonly Dtype[];
}

const half: readonly Dtype[] = ["fp16", "q4f16"];

/** Pairs that load and then answer wrongly, each with who saw it. */
const list: readonly KnownBad[] = [
  // onnxruntime issue 26732: values beyond half precision.
  { ids: /gemma-3-(?:270m|1b)/i, device: "webgpu", dtypes: half },
  // sokuji's manifest of models: repeats itself.
  { ids: /Qwen2\.5-0\.5B/i, device: "webgpu", dtypes: half },
  // transformers.js issue 1286: gibberish.
  { ids: /nllb-200/i, device: "webgpu", dtypes: ["q8", "int8", "uint8"] },
  // transformers.js issue 1728, and its card for half precision.
  { ids: /embeddinggemma-300m/i, device: "webgpu", dtypes: ["q8", "int8", "uint8", "q4", ...half] },
  // transformers.js's own example of whisper: "'fp16' is broken".
  { ids: /whisper-tiny/i, device: "webgpu", dtypes: half },
];

/** Whether these weights of a model are known to answer wrongly on a device. */
export function isKnownBad(model: string, device: Device, choice: DtypeChoice): boolean {
  const chosen = dtypesIn(choice);
  return list.some(
    (one) => one.device === device && one.ids.test(model) && chosen.some((dtype) => one.dtypes.includes(dtype)),
  );
}

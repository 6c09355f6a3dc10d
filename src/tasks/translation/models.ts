import type { ModelCard } from "../../hub/card.ts";
import type { Dtype } from "../../hub/checkpoint.ts";
import { m2m100Codes, mbart50Codes, nllbCodes } from "./codes.ts";

const both = { webgpu: "fp32", wasm: "q8" } as const;
const dtypes: readonly Dtype[] = ["fp32", "fp16", "q8"];

function among(codes: readonly string[]) {
  return { src_lang: codes, tgt_lang: codes };
}

export const models: readonly ModelCard[] = [
  {
    id: "Xenova/opus-mt-en-zh",
    family: "MarianMT",
    parameters: "78M",
    licence: "Apache-2.0",
    languages: ["en", "zh"],
    defaults: both,
    bytes: { q8: 113_100_000, fp16: 223_000_000 },
    dtypes,
  },
  {
    id: "Xenova/opus-mt-zh-en",
    family: "MarianMT",
    parameters: "78M",
    licence: "CC-BY-4.0",
    languages: ["zh", "en"],
    defaults: both,
    bytes: { q8: 113_100_000 },
    dtypes,
  },
  {
    id: "Xenova/opus-mt-en-de",
    family: "MarianMT",
    parameters: "74M",
    licence: "CC-BY-4.0",
    languages: ["en", "de"],
    defaults: both,
    bytes: { q8: 106_100_000, fp16: 209_000_000 },
    dtypes,
  },
  {
    id: "Xenova/t5-small",
    family: "T5",
    parameters: "60M",
    licence: "Apache-2.0",
    languages: ["en", "de", "fr", "ro"],
    defaults: both,
    bytes: { q8: 80_000_000 },
    dtypes,
    translates: { src_lang: ["en"], tgt_lang: ["de", "fr", "ro"] },
  },
  {
    id: "Xenova/m2m100_418M",
    family: "M2M100",
    parameters: "418M",
    licence: "MIT",
    languages: ["multilingual", "en", "zh"],
    defaults: { webgpu: "fp16", wasm: "q8" },
    bytes: { q8: 470_000_000 },
    dtypes,
    translates: among(m2m100Codes),
  },
  {
    id: "Xenova/mbart-large-50-many-to-many-mmt",
    family: "mBART",
    parameters: "610M",
    licence: "MIT",
    languages: ["multilingual", "en", "zh"],
    defaults: { webgpu: "fp16", wasm: "q8" },
    bytes: { q8: 873_000_000, fp16: 1_740_000_000 },
    dtypes,
    translates: among(mbart50Codes),
  },
  {
    id: "Xenova/nllb-200-distilled-600M",
    family: "NLLB",
    parameters: "600M",
    licence: "CC-BY-NC-4.0",
    languages: ["multilingual", "en", "zh"],
    // Its q8 files are gibberish on WebGPU (transformers.js issue 1286), and fp32 is more than a page may hold.
    defaults: { webgpu: "fp16", wasm: "q8" },
    bytes: { q8: 895_000_000, fp16: 1_760_000_000 },
    dtypes,
    translates: among(nllbCodes),
  },
];

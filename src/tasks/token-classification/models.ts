import type { ModelCard } from "../../hub/card.ts";

export const models: readonly ModelCard[] = [
  {
    id: "Xenova/bert-base-NER",
    family: "BERT",
    parameters: "108M",
    licence: "MIT",
    languages: ["en"],
    defaults: { webgpu: "q4", wasm: "q8" },
    bytes: { fp32: 431_000_000, fp16: 216_000_000, q8: 109_000_000, q4: 145_000_000, q4f16: 93_700_000 },
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"],
  },
  {
    id: "Xenova/bert-base-multilingual-cased-ner-hrl",
    family: "BERT",
    parameters: "177M",
    licence: "AFL-3.0",
    languages: ["zh", "en", "de", "fr", "es", "it", "pt", "nl", "lv", "ar"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { fp16: 355_000_000, q8: 178_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "Xenova/bert-base-chinese-ner",
    family: "BERT",
    parameters: "102M",
    licence: "GPL-3.0",
    languages: ["zh"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { q8: 103_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "Xenova/distilbert-base-multilingual-cased-ner-hrl",
    family: "DistilBERT",
    parameters: "135M",
    licence: "AFL-3.0",
    languages: ["zh", "en", "de", "fr", "es", "it", "pt", "nl", "lv", "ar"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: {},
    dtypes: ["fp32", "q8"],
  },
];

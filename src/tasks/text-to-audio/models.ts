import type { ModelCard } from "../../hub/card.ts";

/** Voices of MMS: one a language. There is none for Chinese. */
const voice = (code: string, language: string): ModelCard => ({
  id: `Xenova/mms-tts-${code}`,
  family: "VITS",
  parameters: "36M",
  licence: "CC-BY-NC-4.0",
  languages: [language],
  defaults: { webgpu: "fp32", wasm: "q8" },
  bytes: { q8: 38_000_000 },
  dtypes: ["fp32", "fp16", "q8"],
});

export const models: readonly ModelCard[] = [
  voice("eng", "en"),
  voice("deu", "de"),
  voice("fra", "fr"),
  voice("spa", "es"),
  voice("por", "pt"),
  voice("vie", "vi"),
];

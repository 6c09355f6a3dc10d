import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: {
    always: ["task"],
    notes: ({ options }) => (options.language === "auto" ? ["language-unknown"] : []),
    after: () => ["console.log(output.text, output.chunks);"],
  },
  python: {
    model: "ORTModelForSpeechSeq2Seq",
    parts: ["tokenizer", "feature_extractor"],
    insteadOfEmbedded: "onnx-community/whisper-base",
    // Optimum takes the merged decoder for both roles only where it is named for both.
    files: {
      encoder_file_name: "encoder_model",
      decoder_file_name: "decoder_model_merged",
      decoder_with_past_file_name: "decoder_model_merged",
    },
    always: ["task"],
    // Python's pipeline takes 5 beams; we write the most probable token each time.
    fixed: { num_beams: 1 },
    inside: { language: "generate_kwargs", task: "generate_kwargs", num_beams: "generate_kwargs" },
    notes: () => ["one-beam"],
  },
};

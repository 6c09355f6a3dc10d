import type { Snippet } from "../snippet.ts";

/** Wav2Vec2 and the like, which know neither languages nor tasks. The library in JavaScript gives no times of theirs. */
const ctc: Snippet = {
  javascript: {
    silent: ["language", "task", "timestamp_level"],
    names: { return_timestamps: null },
    after: () => ["console.log(output.text);"],
  },
  python: {
    model: "ORTModelForCTC",
    parts: ["tokenizer", "feature_extractor"],
    silent: ["language", "task", "return_timestamps", "timestamp_level"],
    // The pipeline asks the model for it, and Optimum 2.1 has it for decoders only.
    before: () => ['model.main_input_name = "input_values"'],
    extra: ({ options }) => (options.return_timestamps ? { return_timestamps: `"${options.timestamp_level}"` } : {}),
  },
};

export const snippet: Snippet = {
  // Whisper is the only model here that writes; whatever else is known runs with CTC.
  instead: ({ family }) => (family === "" || /whisper/i.test(family) ? undefined : ctc),
  javascript: {
    always: ["task"],
    silent: ["timestamp_level"],
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
    silent: ["timestamp_level"],
    // Python's pipeline takes 5 beams; we write the most probable token each time.
    fixed: { num_beams: 1 },
    inside: { language: "generate_kwargs", task: "generate_kwargs", num_beams: "generate_kwargs" },
    notes: () => ["one-beam"],
  },
};

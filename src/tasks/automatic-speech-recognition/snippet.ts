import type { Snippet, SnippetRun } from "../snippet.ts";

/** What the models that spell have no use for. */
const ofWriters = [
  "language",
  "task",
  "num_beams",
  "max_new_tokens",
  "prompt",
  "temperature",
  "compression_ratio_threshold",
  "logprob_threshold",
  "no_speech_threshold",
];

/** Wav2Vec2 and the like, which know neither languages nor tasks. The library in JavaScript gives no times of theirs. */
const ctc: Snippet = {
  javascript: {
    silent: [...ofWriters, "timestamp_level", "chunk_length_s"],
    names: { return_timestamps: null },
    after: () => ["console.log(output.text);"],
  },
  python: {
    model: "ORTModelForCTC",
    parts: ["tokenizer", "feature_extractor"],
    silent: [...ofWriters, "return_timestamps", "timestamp_level"],
    // The pipeline asks the model for it, and Optimum 2.1 has it for decoders only.
    before: ({ family }) => [
      `model.main_input_name = "${/bert|parakeet/i.test(family) ? "input_features" : "input_values"}"`,
    ],
    extra: ({ options: { return_timestamps, timestamp_level: level } }) =>
      return_timestamps ? { return_timestamps: level === "char" ? '"char"' : '"word"' } : {},
  },
};

/** Neither library tells the times of characters with Whisper; those of words are the nearest. */
const timesOf = ({ options: { return_timestamps, timestamp_level: level } }: SnippetRun, yes: string) =>
  return_timestamps ? { return_timestamps: level === "auto" ? yes : '"word"' } : {};

export const snippet: Snippet = {
  // These write; whatever else is known runs with CTC.
  instead: ({ family }) => (family === "" || /whisper|moonshine/i.test(family) ? undefined : ctc),
  javascript: {
    silent: ["return_timestamps", "timestamp_level"],
    extra: (run) => timesOf(run, "true"),
    // The library takes what it does not know without a word.
    names: {
      num_beams: null,
      prompt: null,
      temperature: null,
      compression_ratio_threshold: null,
      logprob_threshold: null,
      no_speech_threshold: null,
    },
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
    silent: ["return_timestamps", "timestamp_level"],
    extra: (run) => timesOf(run, "True"),
    // Ids of the prompt and a tuple of temperatures are more than an argument.
    names: { prompt: null, temperature: null },
    // Python's pipeline takes 5 beams where the checkpoint names none; we write the most probable token each time.
    fixed: { num_beams: 1 },
    inside: {
      language: "generate_kwargs",
      task: "generate_kwargs",
      num_beams: "generate_kwargs",
      max_new_tokens: "generate_kwargs",
      compression_ratio_threshold: "generate_kwargs",
      logprob_threshold: "generate_kwargs",
      no_speech_threshold: "generate_kwargs",
    },
    notes: () => ["one-beam"],
  },
};

/** Of tasks that write one text from another. */
const writing = {
  max_new_tokens: "number",
  min_new_tokens: "number",
  num_beams: "number",
  length_penalty: "number",
  early_stopping: "select",
  no_repeat_ngram_size: "number",
  repetition_penalty: "number",
  truncation: "checkbox",
  per_line: "checkbox",
} as const;

/** Every control of every task, as docs/contract.md and Python name them. Not read off the app, which is held to it. */
export const controls = {
  "feature-extraction": {
    inputs: { texts: "textarea" },
    options: { pooling: "select", normalize: "checkbox", prompt_name: "select" },
  },
  "sentence-similarity": {
    inputs: { source_sentence: "text", sentences: "textarea" },
    options: { pooling: "select", prompt_name: "select" },
  },
  "text-generation": {
    inputs: { messages: "textarea", "messages-json": "textarea", text: "textarea" },
    options: {
      mode: "select",
      max_new_tokens: "number",
      do_sample: "checkbox",
      temperature: "number",
      top_k: "number",
      top_p: "number",
      seed: "number",
      num_beams: "number",
      length_penalty: "number",
      early_stopping: "select",
      repetition_penalty: "number",
      no_repeat_ngram_size: "number",
      min_new_tokens: "number",
      stop: "textarea",
      enable_thinking: "checkbox",
      step: "checkbox",
    },
  },
  "text-classification": {
    inputs: { text: "textarea" },
    options: { top_k: "number", function_to_apply: "select", per_line: "checkbox" },
  },
  "zero-shot-classification": {
    inputs: { text: "textarea", candidate_labels: "textarea" },
    options: { hypothesis_template: "text", multi_label: "checkbox" },
  },
  "token-classification": {
    inputs: { text: "textarea" },
    options: { aggregation_strategy: "select", ignore_labels: "textarea", stride: "number", per_line: "checkbox" },
  },
  "question-answering": {
    inputs: { question: "text", context: "textarea" },
    options: {
      top_k: "number",
      max_answer_len: "number",
      handle_impossible_answer: "checkbox",
      align_to_words: "checkbox",
      max_seq_len: "number",
      doc_stride: "number",
    },
  },
  "fill-mask": {
    inputs: { text: "textarea" },
    options: { top_k: "number", targets: "textarea", per_line: "checkbox" },
  },
  summarization: { inputs: { text: "textarea" }, options: writing },
  translation: {
    inputs: { text: "textarea" },
    options: { src_lang: "text", tgt_lang: "text", split: "select", ...writing },
  },
  "text2text-generation": { inputs: { text: "textarea" }, options: writing },
  "image-classification": { inputs: { image: "file" }, options: { top_k: "number" } },
  "background-removal": { inputs: { image: "file" }, options: {} },
  "automatic-speech-recognition": {
    inputs: { audio: "file" },
    options: { language: "select", task: "select", return_timestamps: "checkbox", timestamp_level: "select" },
  },
} as const satisfies Record<string, Record<"inputs" | "options", Record<string, keyof typeof natives>>>;

/** The native elements that take a value. */
export const natives = {
  textarea: "textarea",
  text: "textarea, input[type=text]",
  number: "input[type=number], input[type=range]",
  checkbox: "input[type=checkbox]",
  select: "select",
  file: "input[type=file]",
} as const;

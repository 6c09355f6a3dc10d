/**
 * A checkpoint for each task, so small that what lies around the network counts: a folder of `e2e/reference`. `undefined`
 * where the shipped one is as quick.
 */
export const tinyCheckpoints = /** @type {const} */ ({
  "feature-extraction": "minilm-feature-extraction",
  "sentence-similarity": "minilm-sentence-similarity",
  "text-generation": "llama-text-generation-chat",
  "image-classification": "resnet-image-classification",
  "image-segmentation": "segformer-image-segmentation",
  "mask-generation": "sam-mask-generation",
  "object-detection": "detr-object-detection",
  "image-text-to-text": "idefics3-image-text-to-text",
  "image-to-text": "vision-encoder-decoder-image-to-text",
  "image-to-image": "swin2sr-image-to-image-lightweight",
  "depth-estimation": "glpn-depth-estimation",
  "image-feature-extraction": "dinov2-image-feature-extraction",
  "zero-shot-image-classification": "clip-zero-shot-image-classification",
  "zero-shot-object-detection": "owlvit-zero-shot-object-detection",
  "visual-question-answering": undefined,
  "document-question-answering": "donut-document-question-answering",
  "audio-text-to-text": "voxtral-audio-text-to-text",
  "any-to-any": "gemma3n-any-to-any",
  "background-removal": undefined,
  "audio-classification": "wav2vec2-audio-classification",
  "zero-shot-audio-classification": "clap-zero-shot-audio-classification-unfused",
  "text-to-audio": "vits-text-to-audio",
  "automatic-speech-recognition": "whisper-automatic-speech-recognition",
  "token-classification": "bert-token-classification",
  "question-answering": "distilbert-question-answering",
  summarization: "t5-summarization",
  translation: "marian-translation",
  "text2text-generation": "t5-text2text-generation",
  "text-classification": "bert-text-classification",
  "zero-shot-classification": "deberta-v2-zero-shot-classification",
  "fill-mask": "bert-fill-mask",
});

/** An example that a tiny checkpoint takes where it cannot take the first one: half a minute of speech is longer than its context. */
export const tinyExamples = /** @type {const} */ ({ "audio-text-to-text": "town" });

/** Tasks that write, which tiny checkpoints do up to the limit. */
export const writesOn = /text-generation|summarization|translation|to-text|to-any|document/;

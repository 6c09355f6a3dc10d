/**
 * @typedef {object} Screen
 * @property {string} name of its files
 * @property {string} task
 * @property {string} [model] the task's own without one: a trained checkpoint beside the project, or a tiny one of `e2e/reference`, whose answers are taught
 * @property {Readonly<Record<string, unknown>>} [options]
 * @property {string} [opened] test id of what is opened over the result
 */

/** What a stranger should see first: each task that ships with the site, each task of pictures, and the two lists. @type {readonly Screen[]} */
export const screens = [
  { name: "embeddings", task: "feature-extraction" },
  { name: "similarity", task: "sentence-similarity" },
  { name: "chat", task: "text-generation", options: { max_new_tokens: 64 } },
  { name: "classification", task: "image-classification" },
  { name: "background", task: "background-removal" },
  { name: "detection", task: "object-detection", model: "dog-qiuqiu/FastestDet" },
  { name: "words-detection", task: "zero-shot-object-detection", model: "reference/owlvit-zero-shot-object-detection" },
  { name: "segmentation", task: "image-segmentation", model: "tflite-support/deeplabv3_mobilenet_v2_257_voc" },
  {
    name: "pointing",
    task: "mask-generation",
    model: "reference/sam-mask-generation",
    options: { points: [{ x: 180, y: 120, label: 1 }] },
  },
  {
    name: "words-classification",
    task: "zero-shot-image-classification",
    model: "reference/clip-zero-shot-image-classification",
  },
  { name: "depth", task: "depth-estimation", model: "reference/depth_anything-depth-estimation" },
  { name: "features", task: "image-feature-extraction", model: "reference/dinov2-image-feature-extraction" },
  { name: "enlarging", task: "image-to-image", model: "reference/swin2sr-image-to-image-lightweight" },
  { name: "speech", task: "automatic-speech-recognition", options: { return_timestamps: true } },
  { name: "sounds", task: "audio-classification", model: "tflite-support/yamnet" },
  {
    name: "words-sounds",
    task: "zero-shot-audio-classification",
    model: "reference/clap-zero-shot-audio-classification-unfused",
  },
  { name: "speaking", task: "text-to-audio", model: "reference/vits-text-to-audio" },
  { name: "tasks", task: "image-classification", opened: "task-picker" },
  { name: "models", task: "text-generation", options: { max_new_tokens: 8 }, opened: "model-id" },
];

export const languages = /** @type {const} */ (["en", "zh-CN"]);
export const themes = /** @type {const} */ (["light", "dark"]);
export const viewports = /** @type {const} */ ({
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
});

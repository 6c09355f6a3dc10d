/**
 * @typedef {object} Screen
 * @property {string} name of its files
 * @property {string} task
 * @property {Readonly<Record<string, unknown>>} [options]
 * @property {string} [opened] test id of what is opened over the result
 */

/** What a stranger should see first: each task that ships with the site, and the two lists. @type {readonly Screen[]} */
export const screens = [
  { name: "embeddings", task: "feature-extraction" },
  { name: "similarity", task: "sentence-similarity" },
  { name: "chat", task: "text-generation", options: { max_new_tokens: 64 } },
  { name: "classification", task: "image-classification" },
  { name: "background", task: "background-removal" },
  { name: "speech", task: "automatic-speech-recognition", options: { return_timestamps: true } },
  { name: "tasks", task: "image-classification", opened: "task-picker" },
  { name: "models", task: "text-generation", options: { max_new_tokens: 8 }, opened: "model-id" },
];

export const languages = /** @type {const} */ (["en", "zh-CN"]);
export const themes = /** @type {const} */ (["light", "dark"]);
export const viewports = /** @type {const} */ ({
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
});

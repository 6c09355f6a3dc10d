import path from "node:path";
import { root } from "../../scripts/shared/root.mjs";
import { longSound, photo } from "./media.mjs";
import { tinyCheckpoints, tinyExamples, writesOn } from "./tiny.mjs";

/**
 * What both pages are asked to do, with an embedded checkpoint.
 * @typedef {object} Work
 * @property {string} name
 * @property {string} task
 * @property {string} model its folder below `models/`
 * @property {string} dtype
 * @property {string} input the field's name on our page
 * @property {string} [text]
 * @property {string} [example] of the task's own ones on our page, by CSS, instead of a text, and before a file
 * @property {string | { name: string, mimeType: string, buffer: Buffer }} [file]
 * @property {Readonly<Record<string, unknown>>} options on our page, so that both do the same
 * @property {Readonly<Record<string, string>>} [plain] what the plain page is told besides
 */

const subjects = ["bread", "the night train", "rain", "a violin", "fever", "面包", "末班车", "天气", "小提琴", "发烧"];

/** Lines of 4 to 40 tokens, no two the same. @param {number} count */
const lines = (count) =>
  Array.from({ length: count }, (_, at) =>
    `${at}: ${`${subjects[at % subjects.length]}, `.repeat(1 + (at % 7))}`.trim(),
  );

/** @param {number} count @returns {Work} */
export const embedding = (count) => ({
  name: `${count} texts embedded`,
  task: "feature-extraction",
  model: "multilingual-e5-small-enzh",
  dtype: "q4",
  input: "texts",
  text: lines(count).join("\n"),
  options: { prompt_name: "none" },
});

/**
 * A tiny checkpoint, since none for this task is embedded: what lies around the network counts.
 * @param {number} count
 * @returns {Work}
 */
export const labelling = (count) => ({
  name: `${count} texts classified`,
  task: "text-classification",
  model: tinyCheckpoints["text-classification"],
  dtype: "fp32",
  input: "text",
  text: lines(count).join("\n"),
  options: { per_line: true },
});

/** @param {number} megapixels @returns {Promise<Work>} */
export const classification = async (megapixels) => ({
  name: `photo of ${megapixels} MP classified`,
  task: "image-classification",
  model: "efficientnet-lite0",
  dtype: "fp32",
  input: "image",
  file: await photo(megapixels),
  options: {},
});

/** @param {number} seconds @returns {Work} */
export const transcription = (seconds) => ({
  name: `${seconds} s of speech written down`,
  task: "automatic-speech-recognition",
  model: "whisper-base",
  dtype: "q4",
  input: "audio",
  file: longSound(path.join(root, "public", "examples", "en_chocolates.wav"), seconds),
  options: { language: "en", task: "transcribe" },
  plain: { language: "en" },
});

/** @param {number} tokens @param {string} [prompt] @returns {Work} */
export const writing = (tokens, prompt = "A lighthouse keeper's day begins when") => ({
  name: `${tokens} tokens written`,
  task: "text-generation",
  model: "SmolLM2-135M-Instruct",
  dtype: "q4",
  input: "text",
  text: prompt,
  options: { mode: "prompt", do_sample: false, max_new_tokens: tokens },
  plain: { tokens: String(tokens) },
});

/** @type {Readonly<Record<string, string>>} */
const exampleOf = tinyExamples;

/** The default model of tasks without a tiny checkpoint. @type {Readonly<Record<string, { model: string, dtype: string }>>} */
const shipped = {
  "visual-question-answering": { model: "vilt-shapes", dtype: "fp32" },
  "background-removal": { model: "u2netp", dtype: "fp32" },
};

/** Each task with an example of its own and a tiny checkpoint, as small as what it shows lets it be. @returns {readonly Work[]} */
export const tinyWorks = () =>
  Object.entries(tinyCheckpoints).map(([task, folder]) => ({
    name: `${task}, an example`,
    task,
    ...(folder === undefined ? { model: "", dtype: "", ...shipped[task] } : { model: folder, dtype: "fp32" }),
    input: "",
    example: exampleOf[task] === undefined ? "[data-example]" : `[data-example="${exampleOf[task]}"]`,
    options: writesOn.test(task) ? { max_new_tokens: 16 } : {},
  }));

/** Tasks that show a picture of any size with what was found in it; the tiny model of depths takes the whole of it in, and runs out of memory. */
const pictured = ["image-segmentation", "object-detection", "background-removal", "zero-shot-object-detection"];

/** The same with a large picture in the place of the example's. @param {number} megapixels @returns {Promise<readonly Work[]>} */
export async function largePictures(megapixels) {
  const file = await photo(megapixels);
  return tinyWorks()
    .filter(({ task }) => pictured.includes(task))
    .map((work) => ({ ...work, name: `${work.task}, a photo of ${megapixels} MP`, input: "image", file }));
}

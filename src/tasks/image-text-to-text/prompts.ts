import { TaskError } from "../../shared/errors.ts";

/** How the answer to a task is read, by the names of Python's `Florence2PostProcessor`. */
export type AnswerKind =
  | "bboxes"
  | "description_with_bboxes"
  | "description_with_bboxes_or_polygons"
  | "ocr"
  | "phrase_grounding"
  | "polygons"
  | "pure_text";

interface FlorenceTask {
  readonly kind: AnswerKind;
  /** The sentence that the model was trained on; `{input}` is what the reader writes beside the task's name. */
  readonly prompt: string;
}

const input = "{input}";

/** Florence-2's tasks by the tokens that name them, in the order in which Python looks for them. */
const tasks: ReadonlyMap<string, FlorenceTask> = new Map([
  ["<OCR>", { kind: "pure_text", prompt: "What is the text in the image?" }],
  ["<OCR_WITH_REGION>", { kind: "ocr", prompt: "What is the text in the image, with regions?" }],
  ["<CAPTION>", { kind: "pure_text", prompt: "What does the image describe?" }],
  ["<DETAILED_CAPTION>", { kind: "pure_text", prompt: "Describe in detail what is shown in the image." }],
  ["<MORE_DETAILED_CAPTION>", { kind: "pure_text", prompt: "Describe with a paragraph what is shown in the image." }],
  ["<OD>", { kind: "description_with_bboxes", prompt: "Locate the objects with category name in the image." }],
  [
    "<DENSE_REGION_CAPTION>",
    { kind: "description_with_bboxes", prompt: "Locate the objects in the image, with their descriptions." },
  ],
  ["<REGION_PROPOSAL>", { kind: "bboxes", prompt: "Locate the region proposals in the image." }],
  [
    "<CAPTION_TO_PHRASE_GROUNDING>",
    { kind: "phrase_grounding", prompt: `Locate the phrases in the caption: ${input}` },
  ],
  ["<REFERRING_EXPRESSION_SEGMENTATION>", { kind: "polygons", prompt: `Locate ${input} in the image with mask` }],
  ["<REGION_TO_SEGMENTATION>", { kind: "polygons", prompt: `What is the polygon mask of region ${input}` }],
  [
    "<OPEN_VOCABULARY_DETECTION>",
    { kind: "description_with_bboxes_or_polygons", prompt: `Locate ${input} in the image.` },
  ],
  ["<REGION_TO_CATEGORY>", { kind: "pure_text", prompt: `What is the region ${input}?` }],
  ["<REGION_TO_DESCRIPTION>", { kind: "pure_text", prompt: `What does the region ${input} describe?` }],
  ["<REGION_TO_OCR>", { kind: "pure_text", prompt: `What text is in the region ${input}?` }],
]);

export interface Asked {
  /** What the model reads for the words. */
  readonly prompt: string;
  /** The task that they name, and how its answer is read. */
  readonly task?: { readonly name: string; readonly kind: AnswerKind };
}

/**
 * `_construct_prompts` of Python's processor: a task's name becomes its sentence, other words are read as they stand.
 * @throws TaskError where words stand beside a task that takes none, as Python refuses it
 */
export function toAsked(words: string): Asked {
  for (const [name, { kind, prompt }] of tasks) {
    if (!words.includes(name)) continue;
    if (prompt.includes(input)) {
      return { prompt: prompt.replace(input, () => words.replaceAll(name, "").trim()), task: { name, kind } };
    }
    if (words === name) return { prompt, task: { name, kind } };
    throw new TaskError("input-invalid", `${name} takes no words beside it.`, undefined, {
      reason: "task-alone",
      values: { task: name },
    });
  }
  return { prompt: words };
}

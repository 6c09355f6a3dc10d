import { describe, expect, it, vi } from "vitest";
import type { Json } from "../../shared/json.ts";
import type { Graph } from "../../tasks/ports.ts";
import type { TaskRun } from "../../tasks/run.ts";
import { checkpointOver, filesOf } from "../testing/reference.ts";

// The library's tensors need a runtime, and its own for Node is not installed: it takes one that is there already.
await vi.hoisted(async () => {
  Object.defineProperty(globalThis, Symbol.for("onnxruntime"), { value: await import("onnxruntime-web/webgpu") });
});

const runs = import.meta.glob<{ readonly run: TaskRun }>("../../tasks/*/run.ts");

/** What each task's graphs give, so that loading goes to its end. */
const outputNames = ["logits", "last_hidden_state", "pred_boxes", "start_logits", "end_logits"];
const inputNames = ["input_ids", "attention_mask", "pixel_values"];
const graph: Graph = { inputNames, inputs: [], outputNames, run: () => Promise.reject(new Error("not run")) };
const decoder = { outputNames: [], open: () => neverRun(), openBatch: () => neverRun() };

function neverRun(): never {
  throw new Error("not run");
}

/** One of each kind of configs. */
const folders = {
  "albert-text-classification": "text-classification",
  "bert-question-answering": "question-answering",
  "bge-sentence-similarity": "sentence-similarity",
  "detr-object-detection": "object-detection",
  "gemma3_text-text-generation": "text-generation",
  "gpt2-text-generation": "text-generation",
  "llama-text-generation-chat": "text-generation",
  "m2m_100-translation": "translation",
  "marian-translation": "translation",
  "nllb-translation": "translation",
  "roberta-fill-mask": "fill-mask",
  "t5-summarization": "summarization",
  "vit-image-classification": "image-classification",
  "wav2vec2-automatic-speech-recognition": "automatic-speech-recognition",
  "whisper-automatic-speech-recognition": "automatic-speech-recognition",
  "xlm-roberta-token-classification": "token-classification",
  "xlm-roberta-zero-shot-classification": "zero-shot-classification",
} as const;

const configs = ["config.json", "generation_config.json", "preprocessor_config.json", "tokenizer_config.json"];

/** What a model cannot be run without; Python knows a speech model by these, and takes `null` for "no mask token". */
const needed = new Set(["decoder_start_token_id", "eos_token_id", "conv_stride", "mask_token"]);
const neededBySpeech = new Set(["architectures", "model_type"]);

async function open(folder: string, task: string, changed: Readonly<Record<string, Json>>): Promise<void> {
  const checkpoint = await checkpointOver(filesOf(folder, changed), {
    graph: async () => graph,
    heldGraph: async () => ({ inputNames, hold: neverRun }),
    decoder: async () => decoder,
  });
  const { run } = (await runs[`../../tasks/${task}/run.ts`]?.()) ?? {};
  await run?.open(checkpoint);
}

// Some hundred loads, on a machine that may have more to do.
describe.each(Object.entries(folders))("%s loads", (folder, task) => {
  it("as it is", async () => {
    await open(folder, task, {});
  });

  it.each(configs)("with null for any one key of %s", async (name) => {
    const file = await filesOf(folder).json(name);
    const failed: string[] = [];
    const isSpeech = task === "automatic-speech-recognition";
    for (const key of Object.keys(file ?? {})) {
      if (needed.has(key) || (isSpeech && neededBySpeech.has(key))) continue;
      await open(folder, task, { [name]: { ...file, [key]: null } }).catch((reason) =>
        failed.push(`${key}: ${reason}`),
      );
    }
    expect(failed).toEqual([]);
  });
});

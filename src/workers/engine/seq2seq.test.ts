import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { Json } from "../../shared/json.ts";
import { floatTensor } from "../../shared/tensor.ts";
import { writtenLines } from "../../tasks/common/writing/written.ts";
import type { GraphBatch, GraphDecoder } from "../../tasks/ports.ts";
import { quiet } from "../../tasks/testing/checkpoint.ts";
import { run as text2text } from "../../tasks/text2text-generation/run.ts";
import { run as translation } from "../../tasks/translation/run.ts";
import { checkpointOver, filesOf } from "../testing/reference.ts";

const vocabulary = 1000;
const noBatch = (): GraphBatch => {
  throw new Error("no beams were asked for");
};

/** Writes these ids, whatever is read. */
function reciting(ids: readonly number[]): GraphDecoder {
  let length = 0;
  return {
    async step(fresh) {
      const logits = new Float32Array(vocabulary);
      logits[ids[length] ?? 0] = 5;
      length += Array.isArray(fresh) ? fresh.length : 0;
      return logits;
    },
    get length() {
      return length;
    },
    dispose() {},
  };
}

/** The files of a reference with some keys changed; a graph that tells what it read, and one that writes `ids`. */
async function opened(folder: string, changes: Readonly<Record<string, Json>>, ids: readonly number[]) {
  const own = filesOf(folder);
  const changed = Object.entries(changes).map(
    async ([name, keys]) => [name, { ...(await own.json(name)), ...keys }] as const,
  );
  const read: number[][] = [];
  const checkpoint = await checkpointOver(filesOf(folder, Object.fromEntries(await Promise.all(changed))), {
    graph: () => Promise.reject(new Error("not asked for")),
    heldGraph: async () => ({
      inputNames: ["input_ids", "attention_mask"],
      async hold({ input_ids: source }) {
        if (source && "data" in source) read.push(Array.from(source.data, Number));
        const states = floatTensor(new Float32Array(1), [1, 1, 1]);
        return { last_hidden_state: { dims: states.dims, read: async () => states, dispose() {} } };
      },
    }),
    decoder: async () => ({ outputNames: ["logits"], open: () => reciting(ids), openBatch: noBatch }),
  });
  return { checkpoint, read };
}

const options = {
  ...{ max_new_tokens: 8, min_new_tokens: null, num_beams: 1, length_penalty: null, no_repeat_ngram_size: null },
  ...{ repetition_penalty: null, early_stopping: "model", truncation: false, per_line: false },
};

describe("what begins a text", () => {
  // `Text2TextGenerationPipeline` of transformers 4.57.6, whose model generated the first id and these.
  it.each([
    [0, "the aing"],
    [7, "the the aing"],
    [27, "ing the aing"],
  ])("is read back by Python unless it is special: %i", async (start, text) => {
    const ids = [7, 10, 27, 1];
    const { checkpoint } = await opened(
      "t5-text2text-generation",
      { "generation_config.json": { decoder_start_token_id: start } },
      ids,
    );
    const { output } = await (await text2text.open(checkpoint)).run({ text: "a" }, options, quiet, () => 0);
    expect(v.parse(writtenLines, output)).toMatchObject([{ status: "done", value: { text, tokens: [7, 10, 27] } }]);
  });
});

describe("NLLB", () => {
  // `NllbTokenizerFast` of transformers 4.57.6, asked by its translation pipeline.
  it.each([
    [undefined, [658, 27, 36, 101, 15, 25, 457, 8, 12, 143, 453, 2]],
    [true, [27, 36, 101, 15, 25, 457, 8, 12, 143, 453, 2, 658]],
  ])("reads the language where legacy_behaviour %s has it", async (legacy_behaviour, ids) => {
    const { checkpoint, read } = await opened(
      "nllb-translation",
      { "tokenizer_config.json": { legacy_behaviour } },
      [7, 7, 2],
    );
    const languages = { src_lang: "fra_Latn", tgt_lang: "zho_Hans", split: "whole" };
    const task = await translation.open(checkpoint);
    const { output } = await task.run({ text: "The old man, the sea." }, { ...options, ...languages }, quiet, () => 0);
    expect(read).toEqual([ids]);
    expect(v.parse(writtenLines, output)).toMatchObject([{ status: "done", value: { tokens: [801, 7] } }]);
  });
});

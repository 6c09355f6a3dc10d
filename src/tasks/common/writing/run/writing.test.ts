import { describe, expect, it } from "vitest";
import type { BatchDecoder, Decoder } from "../../../../shared/generation/decoder.ts";
import { floatTensor } from "../../../../shared/tensor.ts";
import type { RunContext } from "../../../run.ts";
import type { LineItem } from "../../lines/lines.ts";
import type { Written } from "../written.ts";
import { partsOf as cutWith, type Partition, type Read } from "./parts.ts";
import { type Seq2Seq, writeFrom } from "./seq2seq.ts";
import { prefixFor } from "./task-params.ts";
import { planFor, readerOf, refuseLong, tellParts, writeLines } from "./writing.ts";

/** Every word is one token of its length; 0 begins and ends. */
const tokenizer: Seq2Seq["tokenizer"] = {
  encode(text, { maxLength = Number.POSITIVE_INFINITY } = {}) {
    const all = text.split(/\s+/).flatMap((word) => (word === "" ? [] : [word.length]));
    const kept = all.slice(0, Math.max(0, maxLength - 1));
    return { ids: [...kept, 0], typeIds: [], dropped: all.length - kept.length };
  },
  decode: (ids) => ids.filter((id) => id !== 0).join(" "),
  specialIds: new Set([0]),
  maxLength: 6,
  tokenOf: String,
};

/** Writes 3, 4, 5 ... up to 0 behind 9, in a vocabulary of ten. */
function countingDecoder(): Decoder {
  let length = 0;
  return {
    async step(ids) {
      length += ids.length;
      const logits = new Float32Array(10);
      logits[length === 1 ? 3 : ((ids.at(-1) ?? 0) + 1) % 10] = 5;
      return logits;
    },
    get length() {
      return length;
    },
    dispose() {},
  };
}

const noBatch = (): BatchDecoder => {
  throw new Error("no beams were asked for");
};

function modelWith(changes: Partial<Seq2Seq> = {}): Seq2Seq & { readonly read: number[] } {
  const read: number[] = [];
  return {
    read,
    modelType: "t5",
    tokenizer,
    encoder: {
      inputNames: [],
      async hold({ input_ids }) {
        read.push(input_ids?.dims[1] ?? 0);
        const states = floatTensor(new Float32Array(1), [1, 1, 1]);
        return { last_hidden_state: { dims: states.dims, read: async () => states, dispose() {} } };
      },
    },
    decoder: { outputNames: [], open: countingDecoder, openBatch: noBatch },
    generation: {
      ...planless,
    },
    unknownSettings: ["num_return_sequences"],
    endIds: new Set([0]),
    taskParams: { summarization: { prefix: "summarize: ", max_new_tokens: 2 } },
    prefix: "",
    maxSourceTokens: 6,
    sourcePositions: 8,
    maxTargetTokens: 100,
    ...changes,
  };
}

const planless = {
  decoder_start_token_id: 0,
  bos_token_id: undefined,
  max_length: undefined,
  max_new_tokens: undefined,
  min_length: undefined,
  min_new_tokens: undefined,
  num_beams: undefined,
  length_penalty: undefined,
  early_stopping: undefined,
  no_repeat_ngram_size: undefined,
  encoder_no_repeat_ngram_size: undefined,
  repetition_penalty: undefined,
  bad_words_ids: undefined,
  suppress_tokens: undefined,
  begin_suppress_tokens: undefined,
  forced_bos_token_id: undefined,
  forced_eos_token_id: undefined,
};

const choices = {
  max_new_tokens: null,
  min_new_tokens: null,
  num_beams: null,
  length_penalty: null,
  no_repeat_ngram_size: null,
  repetition_penalty: null,
  early_stopping: "model",
} as const;

const partsOf = (model: Seq2Seq, read: Read, text: string, partition: Partition, cut = false) =>
  cutWith(model, read, text, { partition, cut, taken: async () => {} });

const text = "One two three. Four five. Six seven eight nine.";

describe("a text", () => {
  const model = modelWith();
  const read = readerOf(model, "");
  const textsOf = async (partition: Partition) =>
    (await partsOf(model, read, text, partition)).map((part) => part.text);

  it("is read whole, in windows of whole sentences, or by sentence", async () => {
    expect(await textsOf("whole")).toEqual([text]);
    expect(await textsOf("windows")).toEqual(["One two three. Four five.", "Six seven eight nine."]);
    expect(await textsOf("sentences")).toEqual(["One two three.", "Four five.", "Six seven eight nine."]);
  });

  it("leaves room in each part for the prefix", async () => {
    const parts = await partsOf(model, readerOf(model, "a b "), text, "windows");
    expect(parts.map((part) => part.text)).toEqual(["One two three.", "Four five.", "Six seven", "eight nine."]);
    expect(parts.every(({ ids }) => ids.length <= 6)).toBe(true);
  });

  it("is cut only where that was asked for, and what was cut is told", async () => {
    const told: unknown[] = [];
    const notice = (...said: unknown[]) => told.push(said);
    const parts = await partsOf(model, read, text, "windows", true);
    expect(parts).toMatchObject([{ dropped: 4 }]);
    const plan = planFor(model, "", choices);
    tellParts(model, [{ status: "done", value: { parts, plan } }], true, { notice });
    expect(told).toEqual([
      ["input-truncated", { texts: 1, tokens: 4, max: 6 }],
      ["settings-unknown", { settings: "num_return_sequences" }],
    ]);
  });

  it("is refused where it must go whole and a table of positions is too short", () => {
    expect(() => refuseLong(model, read(text))).toThrow("10 tokens long; the model reads 8");
    expect(() => refuseLong(modelWith({ sourcePositions: Number.POSITIVE_INFINITY }), read(text))).not.toThrow();
  });
});

describe("writing", () => {
  function setUp() {
    const emitted: LineItem<Written>[][] = [];
    const progress: (readonly [number, number])[] = [];
    const abort = new AbortController();
    const context: RunContext<LineItem<Written>[]> = {
      signal: abort.signal,
      emit: (items) => emitted.push(items),
      progress: (...step) => progress.push(step),
      notice: () => {},
      measure: () => {},
    };
    return { emitted, progress, context, abort };
  }

  it("goes part by part, shows what there is, and joins it", async () => {
    const { context, emitted, progress } = setUp();
    const model = modelWith();
    const plan = planFor(model, "summarization", choices);
    const parts = await partsOf(model, readerOf(model, ""), text, "windows");
    const items = await writeLines(model, [{ status: "done", value: { parts, plan } }], context);
    expect(items).toEqual([
      {
        status: "done",
        value: {
          text: "3 4 3 4",
          tokens: [3, 4, 3, 4],
          sourceTokens: 11,
          partCount: 2,
          parts: [
            { source: "One two three. Four five.", text: "3 4" },
            { source: "Six seven eight nine.", text: "3 4" },
          ],
        },
      },
    ]);
    expect(model.read).toEqual([6, 5]);
    // Cutting texts was the first tenth.
    expect(progress.map(([done, total]) => done / total)).toEqual([expect.closeTo(0.55), 1]);
    const growing = emitted.map(([item]) => (item?.status === "done" ? item.value.text : ""));
    expect(growing.slice(0, 4)).toEqual(["3", "3 4", "3 4", "3 4 3"]);
  });

  it("reads back with the text what it begins with, as Python does: only special tokens are not seen", async () => {
    const { context } = setUp();
    const model = modelWith();
    const plan = { ...planFor(model, "summarization", choices), startIds: [9] };
    const parts = await partsOf(model, readerOf(model, ""), "One.", "whole");
    const [item] = await writeLines(model, [{ status: "done", value: { parts, plan } }], context);
    expect(item).toMatchObject({ value: { text: "9 3 4", tokens: [3, 4] } });
  });

  it("stops between two tokens", async () => {
    const { context, abort } = setUp();
    const model = modelWith();
    const parts = await partsOf(model, readerOf(model, ""), text, "whole");
    const source = { parts, plan: planFor(model, "", choices) };
    const run = writeLines(model, [{ status: "done", value: source }], { ...context, emit: () => abort.abort() });
    await expect(run).rejects.toThrow("stopped");
  });

  it.each([
    ["is written", countingDecoder, false, undefined],
    ["fails", () => ({ ...countingDecoder(), step: () => Promise.reject(new Error("device lost")) }), false, "device"],
    ["is stopped", countingDecoder, true, "stopped"],
  ])("gives back what the encoder made of a text that %s", async (_, open, stops, message) => {
    const abort = new AbortController();
    const held = { encoded: 0, disposed: 0 };
    const model = modelWith({
      decoder: { outputNames: [], open, openBatch: noBatch },
      encoder: {
        inputNames: [],
        async hold() {
          held.encoded += 1;
          const states = floatTensor(new Float32Array(1), [1, 1, 1]);
          const dispose = () => {
            held.disposed += 1;
          };
          return { last_hidden_state: { dims: states.dims, read: async () => states, dispose } };
        },
      },
    });
    const onStep = () => stops && abort.abort();
    const writing = writeFrom(model, [4, 0], planFor(model, "", choices), { signal: abort.signal, onStep });
    await (message === undefined ? writing : expect(writing).rejects.toThrow(message));
    expect(held).toEqual({ encoded: 1, disposed: 1 });
  });

  it("takes prefix and settings of the task from config.json, as Python's pipelines do", () => {
    const model = modelWith({ prefix: "all: " });
    expect(prefixFor(model, "summarization")).toBe("summarize: ");
    expect(prefixFor(model, "translation")).toBe("all: ");
    expect(planFor(model, "summarization", choices).maxNewTokens).toBe(2);
    expect(planFor(model, "translation", choices).maxNewTokens).toBe(99);
    const asLongAs = (changes: object) =>
      planFor(modelWith({ generation: { ...planless, ...changes } }), "translation", choices).maxNewTokens;
    expect(asLongAs({ max_length: 9 })).toBe(8);
    expect(asLongAs({ max_length: 9, max_new_tokens: 5 })).toBe(5);
    expect(asLongAs({ max_new_tokens: 5 })).toBe(99);
  });
});

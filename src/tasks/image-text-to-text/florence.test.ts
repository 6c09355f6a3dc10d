import { expect, test } from "vitest";
import type { ChatMessage, Pixels } from "../../shared/media.ts";
import { floatsOf, floatTensor, type Handle, longTensor } from "../../shared/tensor.ts";
import { samplePicture } from "../common/vision/sample.ts";
import type { Checkpoint, Graph, SpanTokenizer } from "../ports.ts";
import type { RunContext } from "../run.ts";
import type { Answer } from "./answer.ts";
import { loadFlorence } from "./florence.ts";

/** A letter a token; those of places are single ids from 1000 on, and 2 ends. */
const tokenizer: SpanTokenizer = {
  encode: (text) => ({ ids: Array.from(text, (letter) => letter.charCodeAt(0)), typeIds: [], dropped: 0 }),
  decode: (ids, { skipSpecialTokens = false } = {}) =>
    ids
      .map((id) =>
        id >= 1000 ? (skipSpecialTokens ? "" : `<loc_${id - 1000}>`) : id < 3 ? "" : String.fromCharCode(id),
      )
      .join(""),
  chat: () => [],
  renderChat: () => "",
  beginToken: undefined,
  hasChatTemplate: false,
  chatTemplateNames: () => false,
  idOf: () => undefined,
  padId: 1,
  specialIds: new Set([0, 1, 2]),
  maxLength: 100,
  spans: () => [],
  join: (tokens) => tokens.join(""),
  tokenOf: String,
  pieceOf: String,
  continuation: "",
  unknownId: undefined,
  paddingSide: "right",
  classId: undefined,
  maskToken: undefined,
};

const answer = [99, 97, 116, 1100, 1200, 1500, 1999, 2];

/** It sees two places of width 1, worth 7 each, and an id is worth itself. */
function setUp() {
  const read: (readonly number[])[] = [];
  const told = { looks: 0, held: 0, read };
  const graphOf = (name: string, run: Graph["run"]): Graph => ({
    inputNames: [],
    inputs: [],
    outputNames: [name],
    run,
  });
  const graphs: Readonly<Record<string, Graph>> = {
    vision_encoder: graphOf("image_features", async () => {
      told.looks += 1;
      return { image_features: floatTensor(Float32Array.of(7, 7), [1, 2, 1]) };
    }),
    embed_tokens: graphOf("inputs_embeds", async ({ input_ids: ids }) => {
      const values = ids && "data" in ids ? Array.from(ids.data, Number) : [];
      return { inputs_embeds: floatTensor(Float32Array.from(values), [1, values.length, 1]) };
    }),
  };
  const stepped = (at: number) => {
    const logits = new Float32Array(2100);
    logits[answer[at] ?? 2] = 30;
    return logits;
  };
  const checkpoint: Checkpoint = {
    model: "someone/florence",
    device: "wasm",
    dtype: "fp32",
    config: {
      model_type: "florence2",
      text_config: { max_position_embeddings: 100, eos_token_id: 2, bos_token_id: 0 },
    },
    json: async (file) => (file === "preprocessor_config.json" ? { size: { height: 4, width: 4 } } : undefined),
    bytes: async () => undefined,
    tokenizer: async () => tokenizer,
    graph: async (file) => graphs[file] ?? Promise.reject(new Error(file)),
    heldGraph: async () => ({
      inputNames: ["inputs_embeds", "attention_mask"],
      async hold(feeds) {
        const { inputs_embeds: vectors } = feeds;
        if (vectors && "data" in vectors) told.read.push([...floatsOf({ vectors }, "vectors").data]);
        told.held += 1;
        const states: Handle = {
          dims: [1, 1, 1],
          read: async () => longTensor([0], [1]),
          dispose() {
            told.held -= 1;
          },
        };
        return { last_hidden_state: states };
      },
    }),
    decoder: async () => ({
      outputNames: [],
      open() {
        let length = 0;
        return {
          step: async () => stepped(length++),
          get length() {
            return length;
          },
          dispose() {},
        };
      },
      openBatch: noBatch,
    }),
    has: async (file) => file === "decoder_model_merged",
  };
  return { told, checkpoint };
}

function noBatch(): never {
  throw new Error("no beams were asked for");
}

const context: RunContext<Answer> = {
  signal: new AbortController().signal,
  emit() {},
  progress() {},
  notice() {},
  measure() {},
};
const options = {
  ...{ max_new_tokens: 20, min_new_tokens: null, do_sample: false, temperature: null, top_k: null, top_p: null },
  ...{ repetition_penalty: null, no_repeat_ngram_size: null, seed: null, num_beams: null, length_penalty: null },
  ...{ step: false, stop: [], enable_thinking: true, prefix_ids: [] },
  early_stopping: "model",
} as const;

const asked = (text: string, ...pictures: readonly Pixels[]): ChatMessage => ({
  role: "user",
  content: [...pictures.map((image) => ({ type: "image", image }) as const), { type: "text", text }],
});

test("a task's sentence is read behind what was seen, and its answer lies in the picture", async () => {
  const { told, checkpoint } = setUp();
  const florence = await loadFlorence(checkpoint);
  const picture = samplePicture(100, 50);
  const found = await florence.ask([asked("<OD>", picture)], options, context)(context);
  expect(String.fromCharCode(...(told.read[0] ?? []))).toBe(
    "\u0007\u0007Locate the objects with category name in the image.",
  );
  expect(found.read).toEqual({ task: "<OD>", answer: { bboxes: [[10, 10, 50, 49]], labels: ["cat"] } });
  expect([found.text, found.prompt, found.pictures?.tokens]).toEqual(["cat", "<OD>", 2]);
  const scaled = { ...picture, original: { width: 1000, height: 500 } };
  const enlarged = await florence.ask([asked("<OD>", scaled)], options, context)(context);
  expect(enlarged.read).toMatchObject({ answer: { bboxes: [[100, 100, 500, 499]] } });
  expect(told.held).toBe(0);
});

test("one picture is looked at once for several tasks, in turns of their own or not", async () => {
  const { told, checkpoint } = setUp();
  const florence = await loadFlorence(checkpoint);
  const first = asked("<OD>", samplePicture(100, 50));
  await florence.ask([first], options, context)(context);
  const later = [first, { role: "assistant", content: "cat" } as const, asked("<CAPTION>")];
  const found = await florence.ask(later, options, context)(context);
  expect(found.read).toEqual({ task: "<CAPTION>", answer: "cat<loc_100><loc_200><loc_500><loc_999>" });
  expect([told.looks, found.pictures?.ms]).toEqual([1, 0]);
  await florence.ask([asked("What is this?", samplePicture(60, 50))], options, context)(context);
  expect(told.looks).toBe(2);
});

test("two pictures, none, and words beside a task that takes none are refused", async () => {
  const florence = await loadFlorence(setUp().checkpoint);
  const picture = samplePicture(8, 8);
  const ask = (message: ChatMessage) => () => florence.ask([message], options, context);
  expect(ask(asked("<OD>", picture, picture))).toThrow(expect.objectContaining({ narrow: { reason: "picture-one" } }));
  expect(ask(asked("<OD>"))).toThrow(expect.objectContaining({ narrow: { reason: "picture-one" } }));
  expect(ask(asked("<OD> a cat", picture))).toThrow(
    expect.objectContaining({ narrow: { reason: "task-alone", values: { task: "<OD>" } } }),
  );
});

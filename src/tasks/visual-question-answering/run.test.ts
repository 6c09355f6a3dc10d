import { expect, test } from "vitest";
import type { Decoder } from "../../shared/generation/decoder.ts";
import { floatTensor, type Handle } from "../../shared/tensor.ts";
import { samplePicture } from "../common/vision/sample.ts";
import type { Checkpoint, HeldGraph, SpanTokenizer } from "../ports.ts";
import type { RunContext } from "../run.ts";
import { run } from "./run.ts";

/** Words are their places in this list; 0 pads, 1 begins, 2 ends. */
const words = ["", "", "", "what", "who", "red", "dog"];
const tokenizer: SpanTokenizer = {
  encode: (text) => {
    const ids = [1, ...text.split(" ").map((word) => words.indexOf(word)), 2];
    return { ids, typeIds: ids.map(() => 0), dropped: 0 };
  },
  decode: (ids) => ids.map((id) => words[id] ?? "").join(" "),
  chat: () => [],
  renderChat: () => "",
  beginToken: undefined,
  hasChatTemplate: false,
  chatTemplateNames: () => false,
  idOf: () => undefined,
  padId: 0,
  specialIds: new Set([0, 1, 2]),
  maxLength: 8,
  spans: () => [],
  join: (tokens) => tokens.join(" "),
  tokenOf: String,
  pieceOf: String,
  continuation: "",
  unknownId: undefined,
  paddingSide: "right",
  classId: 1,
  maskToken: undefined,
};

/** A BLIP whose question's first word decides its answer, with what its graphs did. */
function blip(isApart: boolean) {
  const seen = { looks: 0, held: 0 };
  const handle = (): Handle => {
    seen.held += 1;
    const value = floatTensor(new Float32Array(1), [1, 1, 1]);
    return { dims: value.dims, read: async () => value, dispose: () => (seen.held -= 1) };
  };
  let asked = 0;
  const vision: HeldGraph = {
    inputNames: ["pixel_values"],
    async hold() {
      seen.looks += 1;
      return { image_embeds: handle() };
    },
  };
  const question: HeldGraph = {
    inputNames: ["input_ids", "attention_mask", isApart ? "image_embeds" : "pixel_values"],
    async hold({ input_ids, pixel_values }) {
      if (pixel_values) seen.looks += 1;
      asked = input_ids && "data" in input_ids ? Number(input_ids.data[1]) : 0;
      return { last_hidden_state: handle() };
    },
  };
  const decoder = (): Decoder => {
    let length = 0;
    return {
      async step(ids) {
        length += ids.length;
        const logits = new Float32Array(words.length).fill(-20);
        logits[length === 1 ? asked + 2 : 2] = 20;
        return logits;
      },
      get length() {
        return length;
      },
      dispose() {},
    };
  };
  const checkpoint: Checkpoint = {
    model: "someone/blip",
    device: "wasm",
    dtype: "fp32",
    config: {
      model_type: "blip",
      architectures: ["BlipForQuestionAnswering"],
      text_config: { bos_token_id: 1, sep_token_id: 2, max_position_embeddings: 8 },
    },
    bytes: async () => undefined,
    json: async (file) => (file === "preprocessor_config.json" ? { size: { height: 4, width: 4 } } : undefined),
    tokenizer: async () => tokenizer,
    graph: () => Promise.reject(new Error("not asked for")),
    heldGraph: async (file) => (file === "vision_encoder" ? vision : question),
    decoder: async () => ({ outputNames: [], open: decoder, openBatch: noBatch }),
    has: async (file) => file !== "vision_encoder" || isApart,
  };
  return { seen, checkpoint };
}

function noBatch(): never {
  throw new Error("no beams were asked for");
}

const context: RunContext<unknown> = {
  signal: new AbortController().signal,
  emit() {},
  progress() {},
  notice() {},
  measure() {},
};
const now = () => 0;

test("ten questions on one picture run the picture's encoder once, and are told with the last one's answer", async () => {
  const { seen, checkpoint } = blip(true);
  const task = await run.open(checkpoint);
  const image = samplePicture(6, 6);
  const outputs = [];
  for (let time = 0; time < 5; time++) {
    for (const question of ["what", "who"]) {
      outputs.push((await task.run({ image, question }, {}, context, now)).output);
    }
  }
  expect(seen.looks).toBe(1);
  expect(outputs[0]).toMatchObject({ answers: ["red"], before: [] });
  expect(outputs[9]).toMatchObject({ answers: ["dog"], before: [{ question: "what", answer: "red" }] });

  await task.run({ image: samplePicture(6, 5), question: "what" }, {}, context, now);
  expect(seen.looks).toBe(2);
  expect(seen.held).toBe(1);
  task.dispose();
  expect(seen.held).toBe(0);
});

test("where one graph takes both, the picture goes in with each question and nothing is kept", async () => {
  const { seen, checkpoint } = blip(false);
  const task = await run.open(checkpoint);
  const image = samplePicture(6, 6);
  for (const question of ["what", "who"]) await task.run({ image, question }, {}, context, now);
  expect(seen).toEqual({ looks: 2, held: 0 });
});

test("the score of a written answer is how likely all of it was, and a long question is not cut", async () => {
  const { checkpoint } = blip(true);
  const task = await run.open(checkpoint);
  const image = samplePicture(6, 6);
  const { output } = await task.run({ image, question: "who" }, {}, context, now);
  expect(output).toMatchObject({ answers: ["dog"], scores: Float32Array.of(1) });
  const long = "what what what what what what what";
  await expect(task.run({ image, question: long }, {}, context, now)).rejects.toThrow("9 tokens");
});

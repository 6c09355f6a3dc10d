import { expect, test } from "vitest";
import { floatTensor } from "../../shared/tensor.ts";
import { samplePicture } from "../common/vision/sample.ts";
import type { Checkpoint, Graph, GraphDecoder, SpanTokenizer } from "../ports.ts";
import type { RunContext } from "../run.ts";
import { run } from "./run.ts";

const placeId = 9;
const endId = 2;

/** A letter a token, and `#` for the one place of a picture. */
const tokenizer: SpanTokenizer = {
  encode: (text) => {
    const ids = Array.from(text.replaceAll("<image>", "#"), (mark) => (mark === "#" ? placeId : mark.charCodeAt(0)));
    return { ids, typeIds: ids.map(() => 0), dropped: 0 };
  },
  decode: (ids) => ids.map((id) => (id > placeId ? String.fromCharCode(id) : "")).join(""),
  chat: () => [],
  renderChat: (messages) =>
    `${messages
      .flatMap(({ content }) =>
        Array.isArray(content) ? content.map((part) => (part.type === "text" ? part.text : "<image>")) : [content],
      )
      .join("")}?`,
  beginToken: undefined,
  hasChatTemplate: true,
  chatTemplateNames: () => true,
  idOf: () => placeId,
  padId: 0,
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

/** A LLaVA that says after a question the letter that the question begins with; it holds each token for likely by a half. */
function setUp() {
  const read: number[] = [];
  const told = { looks: 0, read };
  const graph = (name: string, runs: Graph["run"]): Graph => ({
    inputNames: [],
    inputs: [],
    outputNames: [name],
    run: runs,
  });
  const graphs: Readonly<Record<string, Graph>> = {
    vision_encoder: graph("image_features", async () => {
      told.looks += 1;
      return { image_features: floatTensor(Float32Array.of(-1), [1, 1, 1]) };
    }),
    embed_tokens: graph("inputs_embeds", async ({ input_ids: ids }) => {
      const values = ids && "data" in ids ? Array.from(ids.data, Number) : [];
      return { inputs_embeds: floatTensor(Float32Array.from(values), [1, values.length, 1]) };
    }),
  };
  const open = (): GraphDecoder => {
    let seen: number[] = [];
    return {
      async step(fresh) {
        const vectors = "embeddings" in fresh ? fresh.embeddings : undefined;
        const ids = vectors && "data" in vectors ? [...vectors.data] : [];
        told.read.push(ids.length);
        seen.push(...ids);
        // A half for the token, and another for one that stands for all others.
        const logits = new Float32Array(200).fill(-60);
        logits[seen.at(-1) === "?".charCodeAt(0) ? (seen[1] ?? 0) : endId] = 0.1;
        logits[199] = 0.1 - Math.log(3);
        return logits;
      },
      get length() {
        return seen.length;
      },
      async rewind(length) {
        seen = seen.slice(0, length);
      },
      dispose() {},
    };
  };
  const checkpoint: Checkpoint = {
    model: "someone/llava",
    device: "wasm",
    dtype: "fp32",
    config: {
      model_type: "llava",
      architectures: ["LlavaForConditionalGeneration"],
      eos_token_id: endId,
      image_token_index: placeId,
      vision_feature_select_strategy: "default",
      vision_config: { patch_size: 4 },
    },
    bytes: async () => undefined,
    json: async (file) => (file === "preprocessor_config.json" ? { size: { height: 4, width: 4 } } : undefined),
    tokenizer: async () => tokenizer,
    graph: async (file) => graphs[file] ?? Promise.reject(new Error(file)),
    heldGraph: () => Promise.reject(new Error("not asked for")),
    decoder: async () => ({ outputNames: [], open, openBatch: noBatch }),
    has: async () => true,
  };
  return { told, checkpoint };
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

test("ten questions on one picture run the vision encoder of a chat's model once, and read its places once", async () => {
  const { told, checkpoint } = setUp();
  const task = await run.open(checkpoint);
  const image = samplePicture(6, 6);
  const outputs = [];
  for (const question of "abcdefghij") outputs.push((await task.run({ image, question }, {}, context, now)).output);
  expect(told.looks).toBe(1);
  // The place, the letter and the mark; later ones find the place in memory.
  expect(told.read.filter((count) => count > 1)).toEqual([3, ...new Array(9).fill(2)]);
  expect(outputs[9]).toMatchObject({
    answers: ["j"],
    before: [{ question: "i" }, { question: "h" }, ...Array(7).fill({})],
  });
  await task.run({ image: samplePicture(6, 5), question: "a" }, {}, context, now);
  expect(told.looks).toBe(2);
});

test("the score of its answer is how likely all of it was, its end included", async () => {
  const task = await run.open(setUp().checkpoint);
  const { output } = await task.run({ image: samplePicture(6, 6), question: "a" }, {}, context, now);
  expect(output).toMatchObject({ answers: ["a"], scores: Float32Array.of(0.75 * 0.75) });
});

test("a model that only describes pictures is refused", async () => {
  const { checkpoint } = setUp();
  const config = { model_type: "blip", architectures: ["BlipForConditionalGeneration"] };
  await expect(run.open({ ...checkpoint, config })).rejects.toThrow("cannot use");
});

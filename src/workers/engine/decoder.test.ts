import { Tensor } from "@huggingface/transformers";
import { describe, expect, it, vi } from "vitest";
import { Stopped } from "../../shared/errors.ts";
import { floatTensor } from "../../shared/tensor.ts";
import { createDecoderGraph } from "./decoder.ts";
import type { InputMetadata, Session } from "./session.ts";

// The library's tensors need a runtime, and its own for Node is not installed: it takes one that is there already.
await vi.hoisted(async () => {
  Object.defineProperty(globalThis, Symbol.for("onnxruntime"), { value: await import("onnxruntime-web/webgpu") });
});

type Run = Readonly<Record<string, Tensor>>;

const traits = { firstPosition: 0, heads: 2, vocabulary: 5 };
const float = (size: number, dims: number[]) => new Tensor("float32", new Float32Array(size), dims);
const numbersOf = (tensor: Tensor | undefined) => Array.from(tensor?.data ?? [], Number);

function input(name: string, shape: InputMetadata["shape"], type = "float32"): InputMetadata {
  return { name, type, shape };
}

const ids = input("input_ids", ["batch", "sequence"], "int64");
const mask = input("attention_mask", ["batch", "total"], "int64");
const positions = input("position_ids", ["batch", "sequence"], "int64");
const keys = ["key", "value"].map((part) => input(`past_key_values.0.${part}`, ["batch", 2, "past", 3]));

/** Gives the last place's logits as the length it knows of, and a past one place longer; notes what it was fed. */
function sessionOf(inputs: readonly InputMetadata[], onRun?: () => void): Session & { readonly fed: Run[] } {
  const fed: Run[] = [];
  return {
    fed,
    inputs,
    inputNames: inputs.map(({ name }) => name),
    outputNames: [],
    async run(feeds) {
      fed.push(feeds);
      onRun?.();
      const read = feeds.input_ids ?? feeds.inputs_embeds;
      const [sequences = 1, places = 1] = read?.dims ?? [];
      const keepsLast = Object.keys(feeds).some((name) => name.endsWith("logits_to_keep"));
      const given = keepsLast ? 1 : places;
      const outputs: Record<string, Tensor> = { logits: float(sequences * given * 5, [sequences, given, 5]) };
      for (const [name, past] of Object.entries(feeds).filter(([name]) => name.startsWith("past_"))) {
        const output = name.replace("past_key_values", "present").replace("past_", "present_");
        const [, heads = 0, length = 0, width = 0] = past.dims;
        const grown = name.startsWith("past_key_values") ? [sequences, heads, length + places, width] : past.dims;
        outputs[output] = float(
          grown.reduce((product, dim) => product * dim, 1),
          [...grown],
        );
      }
      return outputs;
    },
    dispose: async () => {},
  };
}

describe("a decoder graph", () => {
  it("is fed the new ids alone where it keeps keys and values, by the names of its own inputs", async () => {
    const session = sessionOf([ids, mask, positions, ...keys]);
    const decoder = createDecoderGraph(session, traits).open();
    await decoder.step([4, 3, 2]);
    await decoder.step([1]);
    const [first, second] = session.fed;
    expect(first?.["past_key_values.0.key"]?.dims).toEqual([1, 2, 0, 3]);
    expect(second?.["past_key_values.0.value"]?.dims).toEqual([1, 2, 3, 3]);
    expect(numbersOf(second?.input_ids)).toEqual([1]);
    expect(numbersOf(second?.position_ids)).toEqual([3]);
    expect(second?.attention_mask?.dims).toEqual([1, 4]);
    expect(decoder.length).toBe(4);
  });

  it("reads everything again where it keeps nothing", async () => {
    const session = sessionOf([ids, mask]);
    const decoder = createDecoderGraph(session, traits).open();
    await decoder.step([4, 3]);
    await decoder.step([2]);
    expect(numbersOf(session.fed[1]?.input_ids)).toEqual([4, 3, 2]);
  });

  it("counts positions from one where its family does, and along three axes where the graph has three", async () => {
    const axes = input("position_ids", [3, "batch", "sequence"], "int64");
    const session = sessionOf([ids, axes, ...keys]);
    await createDecoderGraph(session, { ...traits, firstPosition: 1 })
      .open()
      .step([4, 3]);
    expect(session.fed[0]?.position_ids?.dims).toEqual([3, 1, 2]);
    expect(numbersOf(session.fed[0]?.position_ids)).toEqual([1, 2, 1, 2, 1, 2]);
  });

  it.each([
    ["LFM2", ["past_conv.0"]],
    ["Granite 4 H and Falcon-H1", ["past_conv.0", "past_ssm.0"]],
    ["Qwen3-Next", ["past_conv.0", "past_recurrent.0"]],
    ["OLMo hybrid", ["past_conv.0.key", "past_conv.0.query", "past_recurrent.0"]],
  ])("hands on the states of %s, which begin as zeros and cannot be rewound", async (_, names) => {
    const session = sessionOf([ids, mask, ...keys, ...names.map((name) => input(name, ["batch", 4, 2]))]);
    const decoder = createDecoderGraph(session, traits).open();
    await decoder.step(new Array<number>(700).fill(1));
    await decoder.step([1]);
    expect(decoder.rewind).toBeUndefined();
    // Whole: how a state goes on over several places is not the same in all exports.
    expect(session.fed).toHaveLength(2);
    for (const name of names)
      expect(session.fed.map((feeds) => feeds[name]?.dims)).toEqual([
        [1, 4, 2],
        [1, 4, 2],
      ]);
  });

  it("goes on place by place from states, and from keys and values at once", async () => {
    const widthsOf = async (...more: readonly InputMetadata[]) => {
      const session = sessionOf([ids, mask, ...keys, ...more]);
      const decoder = createDecoderGraph(session, traits).open();
      await decoder.step([1, 2, 3]);
      await decoder.step([4, 3, 2]);
      expect(decoder.length).toBe(6);
      return session.fed.map(({ input_ids }) => numbersOf(input_ids));
    };
    expect(await widthsOf(input("past_conv.0", ["batch", 4, 2]))).toEqual([[1, 2, 3], [4], [3], [2]]);
    expect(await widthsOf()).toEqual([
      [1, 2, 3],
      [4, 3, 2],
    ]);
  });

  it("names the dimension of a state that its graph leaves open", () => {
    const session = sessionOf([ids, input("past_ssm.0", ["batch", "heads", 2])]);
    expect(() => createDecoderGraph(session, traits).open()).toThrow('leaves "heads" of its input past_ssm.0 open');
  });

  it("goes on from other sequences in the states as in the keys", async () => {
    const session = sessionOf([ids, ...keys, input("past_conv.0", ["batch", 4, 2])]);
    const batch = createDecoderGraph(session, traits).openBatch();
    await batch.step([[1, 2]]);
    await batch.select([0, 0, 0]);
    await batch.step([[3], [4], [5]]);
    expect(session.fed[1]?.["past_conv.0"]?.dims).toEqual([3, 4, 2]);
    expect(session.fed[1]?.["past_key_values.0.key"]?.dims).toEqual([3, 2, 2, 3]);
  });

  it("reads a long text in pieces, and sees between two of them that it was stopped", async () => {
    const abort = new AbortController();
    const session = sessionOf([ids, mask, ...keys], () => session.fed.length === 2 && abort.abort());
    const decoder = createDecoderGraph(session, traits).open();
    await expect(decoder.step(new Array<number>(4000).fill(1), abort.signal)).rejects.toBeInstanceOf(Stopped);
    expect(session.fed.map(({ input_ids }) => input_ids?.dims)).toEqual([
      [1, 128],
      [1, 128],
    ]);
  });

  it("reads back no more logits than fit 128 MB, where the graph gives them for all places", async () => {
    const session = sessionOf([ids, ...keys]);
    await createDecoderGraph(session, { ...traits, vocabulary: 2 ** 20 })
      .open()
      .step(new Array<number>(40).fill(1));
    expect(session.fed.map(({ input_ids }) => input_ids?.dims[1])).toEqual([32, 8]);
  });

  it.each([
    ["num_logits_to_keep", []],
    ["logits_to_keep", [1]],
  ])("asks for the last place's logits alone by %s", async (name, shape) => {
    const session = sessionOf([ids, ...keys, input(name, shape, "int64")]);
    await createDecoderGraph(session, { ...traits, vocabulary: 2 ** 20 })
      .open()
      .step(new Array<number>(40).fill(1));
    expect(session.fed).toHaveLength(1);
    expect(session.fed[0]?.[name]?.dims).toEqual(shape);
  });

  it("goes on by vectors in the place of ids, at the positions that they are given", async () => {
    const vectors = input("inputs_embeds", ["batch", "sequence", 2]);
    const types = input("token_type_ids", ["batch", "sequence"], "int64");
    const session = sessionOf([vectors, positions, types, ...keys]);
    const decoder = createDecoderGraph(session, traits).open();
    await decoder.step({
      embeddings: floatTensor(new Float32Array(6), [1, 3, 2]),
      positions: [[0, 1, 1]],
      typeIds: [0, 1, 1],
    });
    await decoder.step({ embeddings: floatTensor(new Float32Array(2), [1, 1, 2]) });
    expect(numbersOf(session.fed[0]?.token_type_ids)).toEqual([0, 1, 1]);
    expect(session.fed.map((feeds) => numbersOf(feeds.position_ids))).toEqual([[0, 1, 1], [2]]);
    expect(decoder.length).toBe(4);
  });

  it("reads places that see one another in one piece, however long the text", async () => {
    const types = input("token_type_ids", ["batch", "sequence"], "int64");
    const session = sessionOf([input("inputs_embeds", ["batch", "sequence", 2]), types, ...keys]);
    const [before, picture, after] = [[...Array(120).keys()], [...Array(300).keys()], [...Array(180).keys()]];
    await createDecoderGraph(session, traits)
      .open()
      .step({
        embeddings: floatTensor(new Float32Array(1200), [1, 600, 2]),
        typeIds: [...before.map(() => 0), ...picture.map(() => 1), ...after.map(() => 0)],
      });
    expect(session.fed.map(({ inputs_embeds }) => inputs_embeds?.dims[1])).toEqual([420, 128, 52]);
  });

  it("is fed what stands beside vectors in the same pieces, by its name", async () => {
    const layers = input("per_layer_inputs", ["batch", "sequence", 2, 1]);
    const session = sessionOf([input("inputs_embeds", ["batch", "sequence", 2]), layers, ...keys]);
    const numbers = Float32Array.from({ length: 1200 }, (_, at) => at);
    await createDecoderGraph(session, traits)
      .open()
      .step({
        embeddings: floatTensor(new Float32Array(1200), [1, 600, 2]),
        beside: { per_layer_inputs: floatTensor(numbers, [1, 600, 2, 1]), unasked: floatTensor(numbers, [1, 600, 2]) },
      });
    expect(session.fed.map((feeds) => feeds.per_layer_inputs?.dims)).toEqual([
      ...Array.from({ length: 4 }, () => [1, 128, 2, 1]),
      [1, 88, 2, 1],
    ]);
    expect(numbersOf(session.fed[1]?.per_layer_inputs).slice(0, 2)).toEqual([256, 257]);
    expect(session.fed[0]).not.toHaveProperty("unasked");
  });

  it("forgets what comes after a place, and goes on from there", async () => {
    const session = sessionOf([ids, positions, ...keys]);
    const decoder = createDecoderGraph(session, traits).open();
    await decoder.step([1, 2, 3, 4]);
    await decoder.rewind?.(2);
    expect(decoder.length).toBe(2);
    await decoder.step([5]);
    expect(session.fed[1]?.["past_key_values.0.key"]?.dims).toEqual([1, 2, 2, 3]);
    expect(numbersOf(session.fed[1]?.position_ids)).toEqual([2]);
  });
});

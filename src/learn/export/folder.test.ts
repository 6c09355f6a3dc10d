import { unzipSync } from "fflate";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { readSafetensors } from "../../shared/safetensors.ts";
import { loadTokenizer } from "../../workers/engine/load-tokenizer.ts";
import { bodyParameters, type NetShape, type Objective, objectiveParameters } from "../network/shape.ts";
import { createWeights } from "../network/weights.ts";
import { createVocabulary, type TokenKind, toIds, tokensOf } from "../text/vocabulary.ts";
import { type Files, filesOf, zipped } from "./folder.ts";

const Json = v.record(v.string(), v.unknown());
const measures = { context: 8, width: 4, heads: 2, layers: 1, inner: 8 } as const;

function netOf(objective: Objective, kind: TokenKind, text: string) {
  const vocabulary = createVocabulary(tokensOf(text, kind), kind);
  const shape: NetShape = { ...measures, vocabulary: vocabulary.tokens.length };
  const weights = createWeights([...bodyParameters(shape), ...objectiveParameters(objective, shape)], 1);
  return { objective, shape, vocabulary, weights };
}

/** What the playground's own loading asks a repository for. */
function sourceOf(files: Files) {
  const textOf = (name: string) => (files[name] ? new TextDecoder().decode(files[name]) : undefined);
  return {
    bytes: async (name: string) => files[name] ?? new Uint8Array(),
    text: async (name: string) => textOf(name),
    json: async (name: string) => {
      const text = textOf(name);
      return text === undefined ? undefined : v.parse(Json, JSON.parse(text));
    },
  };
}

describe("an exported checkpoint", () => {
  it.each([
    ["words", "The whale swam; it didn't stop. £5, 3-4 Whales!", "the WHALE swam - unseen! [MASK] stop."],
    ["characters", "关关雎鸠，在河之洲。\n窈窕淑女", "在河之洲，[MASK]未见。\n"],
  ] as const)("has a tokenizer that cuts %s as the network has learned them", async (kind, text, other) => {
    const { vocabulary, ...net } = netOf("masked", kind, text);
    const tokenizer = await loadTokenizer(sourceOf(filesOf({ ...net, vocabulary })), {});
    const ours = (some: string) => [...toIds(tokensOf(some, kind), vocabulary)];
    expect([...tokenizer.encode(text).ids].map(Number)).toEqual(ours(text));
    const [before = "", after = ""] = other.split("[MASK]");
    expect([...tokenizer.encode(other).ids].map(Number)).toEqual([...ours(before), 2, ...ours(after)]);
  });

  it("holds the weights by Python's names, turned as PyTorch has them", () => {
    const net = netOf("causal", "words", "a b c");
    const tensors = readSafetensors(filesOf(net)["model.safetensors"] ?? new Uint8Array());
    const up = tensors.get("gpt_neox.layers.0.mlp.dense_h_to_4h.weight");
    expect(up?.dims).toEqual([8, 4]);
    // Row 1, column 2 there is row 2, column 1 here.
    expect(up?.data[1 * 4 + 2]).toBe(net.weights["layers.0.up.weight"]?.data[2 * 8 + 1]);
    const qkv = tensors.get("gpt_neox.layers.0.attention.query_key_value.weight");
    // A head of width 2: row 2 there is the first number of the first key, column 4 here.
    expect(qkv?.data[2 * 4 + 3]).toBe(net.weights["layers.0.qkv.weight"]?.data[3 * 12 + 4]);
  });

  it("is a folder in an archive, whose graph has what Optimum's have", () => {
    const archive = unzipSync(zipped(filesOf(netOf("causal", "words", "a b c")), "learned"));
    expect(Object.keys(archive).sort()).toEqual(
      [
        "config.json",
        "generation_config.json",
        "model.safetensors",
        "onnx/model.onnx",
        "tokenizer.json",
        "tokenizer_config.json",
      ].map((name) => `learned/${name}`),
    );
    const graph = new TextDecoder("latin1").decode(archive["learned/onnx/model.onnx"]);
    for (const name of ["input_ids", "attention_mask", "past_key_values.0.key", "present.0.value", "logits"]) {
      expect(graph).toContain(name);
    }
  });
});

import { describe, expect, it, test } from "vitest";
import type { Checkpoint } from "../../../ports.ts";
import { loadRecipe, poolingsIn } from "./recipe.ts";

test("a checkpoint is pooled as its 1_Pooling/config.json says", () => {
  const none = { word_embedding_dimension: 384, pooling_mode_cls_token: false, pooling_mode_mean_tokens: false };
  const poolingIn = (config: unknown) => poolingsIn(config)?.join(" ");
  expect(poolingIn({ ...none, pooling_mode_mean_tokens: true })).toBe("mean");
  expect(poolingIn({ ...none, pooling_mode_max_tokens: true })).toBe("max");
  expect(poolingIn({ ...none, pooling_mode_mean_sqrt_len_tokens: true })).toBe("mean_sqrt_len");
  expect(poolingIn({ ...none, pooling_mode_weightedmean_tokens: true })).toBe("weightedmean");
  expect(poolingIn({ ...none, pooling_mode_lasttoken: true })).toBe("last");
  expect(poolingIn({ ...none, pooling_mode_cls_token: true })).toBe("cls");
  expect(poolingIn(undefined)).toBeUndefined();
});

// sentence-transformers 5.1.2: Pooling.load of a folder with this file, its pooling modes in the order of their vectors.
test("several poolings stand one behind the other, and the mean counts where the file is silent on it", () => {
  expect(poolingsIn({ pooling_mode_lasttoken: true, pooling_mode_cls_token: true })).toEqual(["cls", "mean", "last"]);
  expect(poolingsIn({ pooling_mode_max_tokens: true, pooling_mode_mean_tokens: false })).toEqual(["max"]);
  expect(poolingsIn({ pooling_mode: "lasttoken", pooling_mode_mean_tokens: true })).toEqual(["last"]);
  expect(poolingsIn({ pooling_mode: null, pooling_mode_mean_tokens: null })).toEqual(["mean"]);
  expect(poolingsIn({ pooling_mode_mean_tokens: false })).toBeUndefined();
});

type Contents = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function checkpointOf(model: string, contents: Contents): Checkpoint {
  const unused = () => Promise.reject(new Error("unused"));
  return {
    model,
    device: "wasm",
    dtype: "fp32",
    config: {},
    json: async (file) => contents[file],
    bytes: async () => undefined,
    tokenizer: unused,
    graph: unused,
    heldGraph: unused,
    decoder: unused,
    has: async () => false,
  };
}

const pooling = { path: "1_Pooling", type: "sentence_transformers.models.Pooling" };
const transformer = { path: "", type: "sentence_transformers.models.Transformer" };

describe("how a checkpoint makes vectors", () => {
  it("is the mean of all tokens where nothing says otherwise", async () => {
    expect(await loadRecipe(checkpointOf("owner/name", {}))).toMatchObject({
      poolings: ["mean"],
      skipsPrompt: false,
      modules: [],
      prompts: { auto: "", query: "", passage: "" },
      maxLength: undefined,
      lowers: false,
    });
  });

  it("is what its own files say, also where its name is of a known family", async () => {
    const contents = {
      "modules.json": { 0: transformer, 1: { ...pooling, path: "pool" }, 2: { path: "2", type: "a.Normalize" } },
      "pool/config.json": { pooling_mode_max_tokens: true, pooling_mode_mean_tokens: false },
      "sentence_bert_config.json": { max_seq_length: 128, do_lower_case: true },
    };
    const recipe = await loadRecipe(checkpointOf("owner/bge-m3", contents));
    expect(recipe).toMatchObject({ poolings: ["max"], maxLength: 128, lowers: true });
    expect(recipe.modules).toMatchObject([{ kind: "normalize" }]);
  });

  it("is the family's where they are silent", async () => {
    expect((await loadRecipe(checkpointOf("owner/bge-m3", {}))).poolings).toEqual(["cls"]);
  });

  it("keeps what it cannot do for whoever pools otherwise", async () => {
    const contents = { "modules.json": { 0: transformer, 1: pooling, 2: { path: "2", type: "a.CNN" } } };
    const { modules } = await loadRecipe(checkpointOf("owner/name", contents));
    expect(modules).toMatchObject({ code: "model-unsupported" });
  });

  it("is what an older version of sentence-transformers wrote for its kind of encoder", async () => {
    const contents = { "sentence_roberta_config.json": { max_seq_length: 75, do_lower_case: false } };
    const checkpoint = { ...checkpointOf("owner/name", contents), config: { model_type: "roberta" } };
    expect((await loadRecipe(checkpoint)).maxLength).toBe(75);
    expect((await loadRecipe(checkpointOf("owner/name", contents))).maxLength).toBeUndefined();
  });

  it("reads null as what is left out", async () => {
    const contents = {
      "config_sentence_transformers.json": { prompts: null, default_prompt_name: null },
      "sentence_bert_config.json": { max_seq_length: null, do_lower_case: null },
      "1_Pooling/config.json": { pooling_mode_cls_token: null, pooling_mode_mean_tokens: true },
    };
    expect(await loadRecipe(checkpointOf("owner/name", contents))).toMatchObject({ poolings: ["mean"], lowers: false });
  });
});

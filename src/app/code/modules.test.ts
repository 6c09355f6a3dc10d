import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-web";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { definition } from "../../tasks/feature-extraction/definition.ts";
import { defaultsOf, type OptionValue } from "../../tasks/options.ts";
import { loadTokenizer } from "../../workers/engine/load-tokenizer.ts";
import { filesOf, pathIn } from "../../workers/testing/reference.ts";
import { javascriptOf } from "./javascript.ts";
import { pythonOf } from "./python.ts";
import type { CodeRun } from "./run.ts";
import { findSnippet, recipesOf } from "./snippets.ts";

/** Programs for a checkpoint of sentence-transformers. */
async function programsOf(texts: readonly string[], options: Readonly<Record<string, OptionValue>>, model: string) {
  const run: CodeRun = {
    definition,
    checkpoint: { model, revision: "main", device: "wasm", dtype: "q8" },
    family: "roberta",
    architectures: ["RobertaModel"],
    hasModules: true,
    input: { texts },
    options: { ...defaultsOf(definition.options), ...options },
    embeddedBase: "https://site.example/models/",
  };
  const snippet = await findSnippet(definition.id);
  if (!snippet) throw new Error("There is no snippet.");
  const { javascript, python } = recipesOf(snippet, run);
  return { js: javascriptOf(run, javascript, String), py: pythonOf(run, python, String) };
}

/** transformers.js as the program uses it, with our tokenizer and ONNX Runtime in its place. */
async function libraryFor(folder: string) {
  const files = filesOf(folder);
  const tokenizer = await loadTokenizer(files, (await files.json("config.json")) ?? {});
  const session = await InferenceSession.create(readFileSync(pathIn(folder, "onnx/model.onnx")));
  const rowOf = (ids: readonly number[]) => new Tensor("int64", BigInt64Array.from(ids, BigInt), [1, ids.length]);
  function tokenize(text: string, { max_length: maxLength }: { readonly max_length?: number }) {
    const { ids } = tokenizer.encode(text, maxLength === undefined ? {} : { maxLength });
    return { input_ids: rowOf(ids), attention_mask: rowOf(ids.map(() => 1)) };
  }
  const own = { encode: (text: string) => tokenizer.encode(text).ids, all_special_ids: [...tokenizer.specialIds] };
  async function model(inputs: ReturnType<typeof tokenize>) {
    const outputs = await session.run(inputs);
    const hidden = outputs.last_hidden_state;
    if (!(hidden?.data instanceof Float32Array)) throw new TypeError("The graph gives no vectors.");
    const [, tokens = 0, width = 0] = hidden.dims;
    const { data } = hidden;
    const rows = Array.from({ length: tokens }, (_, at) => [...data.subarray(at * width, (at + 1) * width)]);
    return { last_hidden_state: { tolist: () => [rows] } };
  }
  return {
    AutoTokenizer: { from_pretrained: async () => Object.assign(tokenize, own) },
    AutoModel: { from_pretrained: async () => model },
    cos_sim: () => 0,
  };
}

/** What a program shows. */
async function shownBy(program: string, folder: string): Promise<unknown> {
  const body = program.replace(/^import .* from .*$/m, "");
  const shown: unknown[] = [];
  const fetched = async (url: string) => {
    const file = pathIn(folder, url.split("/resolve/main/")[1] ?? "");
    return existsSync(file) ? new Response(readFileSync(file)) : new Response(null, { status: 404 });
  };
  const { AutoModel, AutoTokenizer } = await libraryFor(folder);
  const told = { log: (...values: readonly unknown[]) => shown.push(...values) };
  const start = new Function("AutoModel", "AutoTokenizer", "fetch", "console", `return (async () => {${body}})();`);
  await start(AutoModel, AutoTokenizer, fetched, told);
  return shown[0];
}

const Reference = v.object({
  cases: v.array(
    v.object({
      inputs: v.object({ texts: v.array(v.string()) }),
      options: v.object({ pooling: v.string(), normalize: v.boolean(), prompt_name: v.string() }),
      output: v.array(v.array(v.number())),
    }),
  ),
});

describe.each(["roberta-feature-extraction-dense", "roberta-feature-extraction-prompts"])("of %s", (folder) => {
  const { cases } = v.parse(Reference, JSON.parse(readFileSync(pathIn(folder, "reference.json"), "utf8")));

  it.each(cases)(
    "the JavaScript program's vectors are sentence-transformers' ($options.prompt_name)",
    async (asked) => {
      // Its arguments are shortened in a program.
      const texts = asked.inputs.texts.slice(0, 4);
      const { js } = await programsOf(texts, asked.options, path.basename(folder));
      const vectors = v.parse(v.array(v.array(v.number())), await shownBy(js, folder));
      expect(vectors).toHaveLength(texts.length);
      for (const [row, vector] of vectors.entries()) {
        const expected = asked.output[row] ?? [];
        expect(vector).toHaveLength(expected.length);
        for (const [place, value] of expected.entries()) expect(vector[place]).toBeCloseTo(value, 4);
      }
    },
  );
});

describe("the Python program", () => {
  it("leaves modules, prompts and lengths to sentence-transformers, over the file that ran here", async () => {
    const { py } = await programsOf(["a"], {}, "owner/name");
    expect(py).toContain("from sentence_transformers import SentenceTransformer");
    expect(py.replace(/\s+/g, " ")).toContain(
      'SentenceTransformer( model_id, backend="onnx", model_kwargs={"file_name": "onnx/model_quantized.onnx"}, )',
    );
    expect(py).toContain(
      'vectors = model.encode(texts, prompt=model.prompts.get(model.default_prompt_name) or "", normalize_embeddings=True)',
    );
  });

  it("puts in front what is known of the family where the checkpoint names no prompt", async () => {
    const { py, js } = await programsOf(["a"], { prompt_name: "query", normalize: false }, "intfloat/e5-base-v2");
    expect(py).toContain('prompt=model.prompts.get("query") or "query: ", normalize_embeddings=False');
    expect(py).toContain("    del model[-1]");
    expect(js).toContain('const prompt = own.prompts?.query || "query: ";');
    const passage = await programsOf(["a"], { prompt_name: "passage" }, "owner/name");
    expect(passage.py).toContain('prompt=model.prompts.get("passage") or model.prompts.get("document") or ""');
    const none = await programsOf(["a"], { prompt_name: "none" }, "owner/name");
    expect(none.py).toContain('prompt="", normalize');
  });

  it("pools by hand where the reader chose how", async () => {
    const { py, js } = await programsOf(["a"], { pooling: "cls" }, "owner/name");
    expect(py).toContain("vectors = hidden[:, 0]");
    expect(js).toContain('pooling: "cls"');
  });
});

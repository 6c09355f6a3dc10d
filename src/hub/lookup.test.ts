import { describe, expect, it } from "vitest";
import { lookUp } from "./lookup.ts";

const endpoints = ["https://first.test/", "https://second.test/hub/"].map((host) => ({
  name: host,
  host,
  path: "{model}/resolve/{revision}/{file}",
  token: false,
}));
const ref = { model: "owner/name", revision: "refs/pr/1" };
const found = { siblings: [{ rfilename: "onnx/model.onnx" }] };

async function looked(...answers: readonly (() => Response)[]) {
  const asked: string[] = [];
  const lookup = await lookUp(ref, {
    sources: { embeddedBase: "", endpoints, timeoutMs: { firstByte: 1_000, stall: 1_000 } },
    fetch: async (url) => {
      asked.push(url);
      return (answers[asked.length - 1] ?? Response.error)();
    },
  });
  return { asked, lookup };
}

describe("looking a model up", () => {
  it("asks the first endpoint, below its own path, for the revision that is meant", async () => {
    const { asked, lookup } = await looked(() => Response.json(found));
    expect(lookup).toMatchObject({ status: "found", card: { id: "owner/name", dtypes: ["fp32"] } });
    expect(asked).toEqual(["https://first.test/api/models/owner/name/revision/refs%2Fpr%2F1?blobs=true"]);
  });

  it("goes on to the next where one is silent, broken or does not know", async () => {
    const broken = () => {
      throw new TypeError("Failed to fetch");
    };
    for (const first of [broken, () => new Response("<html>"), () => new Response("", { status: 404 })]) {
      const { asked, lookup } = await looked(first, () => Response.json(found));
      expect(lookup.status).toBe("found");
      expect(asked[1]).toMatch(/^https:\/\/second\.test\/hub\/api\/models\//);
    }
  });

  it("reads the measures of a model that writes from its config.json, at the same revision", async () => {
    const config = { num_hidden_layers: 2, num_attention_heads: 2, hidden_size: 8, vocab_size: 10 };
    const { asked, lookup } = await looked(
      () => Response.json({ ...found, config: { architectures: ["LlamaForCausalLM"] } }),
      () => Response.json(config),
    );
    expect(lookup).toMatchObject({ card: { shape: { perToken: 32, matrix: 80 } } });
    expect(asked[1]).toBe("https://first.test/owner/name/resolve/refs%2Fpr%2F1/config.json");
  });

  it("takes the dtypes from there that such a model was published for", async () => {
    const siblings = [{ rfilename: "onnx/model.onnx" }, { rfilename: "onnx/model_q4.onnx" }];
    const { lookup } = await looked(
      () => Response.json({ siblings, config: { architectures: ["LlamaForCausalLM"] } }),
      () => Response.json({ "transformers.js_config": { dtype: "q4" } }),
    );
    expect(lookup).toMatchObject({ card: { defaults: { webgpu: "q4", wasm: "q4" } } });
  });

  it("says missing only where some host said so", async () => {
    const missing = () => new Response("", { status: 401 });
    expect((await looked(missing, () => new Response("", { status: 503 }))).lookup).toEqual({
      status: "missing",
      host: "first.test",
    });
    expect((await looked()).lookup).toEqual({ status: "unknown" });
  });

  const silent = () => new Response("", { status: 404 });
  const config = (architecture: string) => () => Response.json({ model_type: "x", architectures: [architecture] });

  it("reads a few small files of a host that lists nothing", async () => {
    const { asked, lookup } = await looked(silent, silent, config("BertForMaskedLM"));
    expect(lookup).toMatchObject({ status: "found", card: { family: "x", architectures: ["BertForMaskedLM"] } });
    expect(asked[2]).toBe("https://first.test/owner/name/resolve/refs%2Fpr%2F1/config.json");
  });

  it("knows of such a host whether there is a tokenizer, if it tells of any file, before the weights", async () => {
    const hostOf = (...files: string[]) => {
      const asked: string[] = [];
      const fetch = async (url: string, { method = "GET" }: RequestInit = {}) => {
        const file = url.split("/resolve/main/")[1] ?? "";
        asked.push(file);
        if (method === "HEAD") return new Response(null, { status: files.includes(file) ? 200 : 404 });
        return file === "config.json" ? config("BertForMaskedLM")() : silent();
      };
      const sources = { embeddedBase: "", endpoints, timeoutMs: { firstByte: 1_000, stall: 1_000 } };
      return { asked, lookup: () => lookUp({ model: "owner/name", revision: "main" }, { sources, fetch }) };
    };
    const without = hostOf("config.json");
    expect(await without.lookup()).toMatchObject({ card: { tokenizer: false } });
    expect(without.asked.filter((file) => file.endsWith(".onnx"))).toEqual([]);
    for (const files of [["config.json", "vocab.txt"], ["tokenizer.json"], []]) {
      expect(await hostOf(...files).lookup()).not.toHaveProperty("card.tokenizer");
    }
  });

  it("knows of such a host whether a model that writes has a chat template, before its weights", async () => {
    const settings = (chat_template: unknown) => () => Response.json({ chat_template });
    const writing = [silent, silent, config("GPT2LMHeadModel")];
    expect((await looked(...writing, settings("{{ messages }}"))).lookup).toMatchObject({ card: { chat: true } });
    expect((await looked(...writing, settings(null), () => new Response("{{ messages }}"))).lookup).toMatchObject({
      card: { chat: true },
    });
    const { asked, lookup } = await looked(...writing, settings(null));
    expect(lookup).toMatchObject({ card: { chat: false } });
    expect(asked.filter((address) => /onnx\/model/.test(address))).toEqual([]);
  });

  it("takes a page that stands for every address for no file", async () => {
    const page = () => new Response("<html>", { headers: { "content-type": "text/html" } });
    const always = Array.from({ length: 9 }, () => page);
    expect((await looked(...always)).lookup).toEqual({ status: "unknown" });
    const writing = [silent, silent, config("GPT2LMHeadModel"), silent, silent];
    expect((await looked(...writing, ...always)).lookup).toMatchObject({ card: { chat: false } });
  });
});

// How long each kind of tokenizer takes for a quarter and half a megabyte: twice the text, twice the time.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createServer } from "vite";
import { root } from "../scripts/shared/root.mjs";

// Vite's own loader runs the module as it is written.
const server = await createServer({
  root,
  configFile: false,
  appType: "custom",
  server: { middlewareMode: true },
  optimizeDeps: { noDiscovery: true },
});
const { createTokenizer } = await server.ssrLoadModule("/src/workers/engine/tokenizer.ts");

/** One of each kind of model, from `e2e/reference`. */
const kinds = {
  WordPiece: "bert-fill-mask",
  BPE: "gemma-text-generation",
  "byte-level BPE": "qwen3-text-generation",
  Unigram: "t5-translation",
};

/** Prose, and what has no spaces to be cut at: there time by the square of the length shows. */
const texts = {
  prose: "The quick brown fox jumps over the lazy dog, and then it sleeps. ",
  "one word": "a",
  Chinese: "北京大学生活动中心今天天气很好",
};

const sizes = [250_000, 500_000];

/** @param {string} folder */
function tokenizerOf(folder) {
  /** @param {string} file */
  const read = (file) => JSON.parse(readFileSync(join(root, "e2e/reference", folder, file), "utf8"));
  return createTokenizer(read("tokenizer.json"), read("tokenizer_config.json"), { config: read("config.json") });
}

/**
 * @param {string} piece
 * @param {number} bytes of UTF-8
 */
const longText = (piece, bytes) => piece.repeat(Math.ceil(bytes / Buffer.byteLength(piece)));

console.log("| kind | text | 250 kB | 500 kB | ratio |\n|---|---|---:|---:|---:|");
for (const [kind, folder] of Object.entries(kinds)) {
  for (const [what, piece] of Object.entries(texts)) {
    const tokenizer = tokenizerOf(folder);
    tokenizer.encode(longText(piece, 10_000));
    const times = sizes.map((bytes) => {
      const text = longText(piece, bytes);
      const startedAt = performance.now();
      tokenizer.encode(text);
      return performance.now() - startedAt;
    });
    const [first = 1, second = 0] = times;
    const cells = [...times.map((ms) => `${Math.round(ms)} ms`), (second / first).toFixed(1)];
    console.log(`| ${kind} | ${what} | ${cells.join(" | ")} |`);
  }
}
await server.close();

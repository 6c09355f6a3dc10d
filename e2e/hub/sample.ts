import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const configText = JSON.stringify({ model_type: "bert", architectures: ["BertModel"] });
/** 3,000 bytes, no two neighbours alike. */
export const weights = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7) % 251);

const readme = `---
license: apache-2.0
language:
- en
- zh
tags: [transformers.js, "feature-extraction"]
pipeline_tag: feature-extraction
library_name: transformers.js
base_model: google-bert/bert-base-uncased
---
# Tiny
`;

/** A temporary folder in the Hub's layout, with two models; `remove` takes it away. */
export async function createSample() {
  const root = await mkdtemp(join(tmpdir(), "hub-"));
  const write = async (name: string, content: string | Uint8Array) => {
    const path = join(root, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  };
  await write("org/tiny/README.md", readme);
  await write("org/tiny/config.json", configText);
  await write("org/tiny/empty.txt", "");
  await write("org/tiny/onnx/model.onnx", weights);
  await write("org/tiny/onnx/model.onnx_data_1", weights);
  await write("org/tiny/tokenizer.json", "x".repeat(1_000_001));
  await write("solo/config.json", "{}");
  return { root, write, remove: () => rm(root, { recursive: true }) };
}

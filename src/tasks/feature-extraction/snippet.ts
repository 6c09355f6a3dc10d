import { poolLines, prefixOf, promptNotes } from "../common/vector-snippet.ts";
import type { Snippet } from "../snippet.ts";

const quoted = (text: string) => JSON.stringify(text);

export const snippet: Snippet = {
  javascript: {
    always: ["pooling"],
    silent: ["prompt_name"],
    defaults: { normalize: false },
    values: { pooling: { last: "last_token" } },
    wrap: (run): Readonly<Record<string, string>> =>
      prefixOf(run) === "" ? {} : { texts: `texts.map((text) => ${quoted(prefixOf(run))} + text)` },
    after: () => ["console.log(output.dims, output.tolist());"],
    notes: promptNotes,
  },
  python: {
    model: "ORTModelForFeatureExtraction",
    parts: ["tokenizer"],
    modules: ["import torch"],
    notes: promptNotes,
    body: (run) => [
      ...(prefixOf(run) === "" ? [] : [`texts = [${quoted(prefixOf(run))} + text for text in texts]`]),
      'encoded = tokenizer(texts, padding=True, truncation=True, return_tensors="pt")',
      ...poolLines(run.options.pooling, run.options.normalize === true),
    ],
    after: () => ["print(vectors.shape, vectors)"],
  },
};

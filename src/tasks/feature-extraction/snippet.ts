import { poolingOf, poolLines, prefixOf, promptNotes } from "../common/vectors/snippet.ts";
import type { Snippet } from "../snippet.ts";

const quoted = (text: string) => JSON.stringify(text);

export const snippet: Snippet = {
  javascript: {
    silent: ["pooling", "prompt_name"],
    defaults: { normalize: false },
    extra: (run) => ({ pooling: quoted(poolingOf(run) === "last" ? "last_token" : poolingOf(run)) }),
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
      ...poolLines(run, run.options.normalize === true),
    ],
    after: () => ["print(vectors.shape, vectors)"],
  },
};

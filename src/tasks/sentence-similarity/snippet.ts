import { followsModules, javascriptModules, pythonModules } from "../common/vectors/modules-snippet.ts";
import { poolingOf, poolLines, prefixOf, promptNotes } from "../common/vectors/snippet.ts";
import type { Snippet, SnippetRun } from "../snippet.ts";
import { ranker } from "./ranker-snippet.ts";

const quoted = (text: string) => JSON.stringify(text);

/** By vectors as the checkpoint's own modules make them. */
function modular(run: SnippetRun): Omit<Snippet, "instead"> {
  const use = {
    texts: { javascript: "[source_sentence, ...sentences]", python: "[source_sentence, *sentences]" },
    normalize: true,
    after: {
      javascript: ["const output = vectors.slice(1).map((vector) => cos_sim(vectors[0], vector));"],
      python: ["output = (vectors[1:] @ vectors[0]).tolist()"],
    },
  };
  const javascript = javascriptModules(run, use);
  return {
    javascript: { ...javascript, imports: (asked) => ["cos_sim", ...(javascript.imports?.(asked) ?? [])] },
    python: pythonModules(run, use),
  };
}

export const snippet: Snippet = {
  instead(run) {
    if (run.architectures.some((name) => name.endsWith("ForSequenceClassification"))) return ranker;
    return followsModules(run) ? modular(run) : undefined;
  },
  javascript: {
    pipeline: "feature-extraction",
    imports: () => ["cos_sim"],
    body: (run) => {
      const prefix = prefixOf(run);
      const pooling = poolingOf(run) === "last" ? "last_token" : poolingOf(run);
      return [
        prefix === ""
          ? "const texts = [source_sentence, ...sentences];"
          : `const texts = [source_sentence, ...sentences].map((text) => ${quoted(prefix)} + text);`,
        `const vectors = (await pipe(texts, { pooling: ${quoted(pooling)}, normalize: true })).tolist();`,
        "const output = vectors.slice(1).map((vector) => cos_sim(vectors[0], vector));",
      ];
    },
    notes: promptNotes,
  },
  python: {
    model: "ORTModelForFeatureExtraction",
    parts: ["tokenizer"],
    modules: ["import torch"],
    notes: promptNotes,
    body: (run) => [
      prefixOf(run) === ""
        ? "texts = [source_sentence, *sentences]"
        : `texts = [${quoted(prefixOf(run))} + text for text in [source_sentence, *sentences]]`,
      'encoded = tokenizer(texts, padding=True, truncation=True, return_tensors="pt")',
      ...poolLines(run, true),
      "output = (vectors[1:] @ vectors[0]).tolist()",
    ],
  },
};

import { followsModules, javascriptModules, pythonModules } from "../common/vectors/modules-snippet.ts";
import { poolingOf, poolLines, prefixOf, promptNotes } from "../common/vectors/snippet.ts";
import type { Snippet, SnippetRun } from "../snippet.ts";

const quoted = (text: string) => JSON.stringify(text);

/** As the checkpoint's own modules say. */
function modular(run: SnippetRun): Omit<Snippet, "instead"> {
  const use = {
    texts: { javascript: "texts", python: "texts" },
    normalize: run.options.normalize === true,
    after: { javascript: ["console.log(vectors);"], python: ["print(vectors.shape, vectors)"] },
  };
  return {
    javascript: { ...javascriptModules(run, use), after: () => [] },
    python: { ...pythonModules(run, use), after: () => [] },
  };
}

export const snippet: Snippet = {
  instead: (run) => (followsModules(run) ? modular(run) : undefined),
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

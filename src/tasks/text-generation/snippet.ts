import type { Snippet, SnippetRun } from "../snippet.ts";

const seedOf = ({ options }: SnippetRun) =>
  options.do_sample === true && typeof options.seed === "number" ? options.seed : undefined;
const sampling = (run: SnippetRun) => (run.options.do_sample === true ? (["sampling"] as const) : []);

export const snippet: Snippet = {
  javascript: {
    silent: ["mode", "seed"],
    always: ["max_new_tokens", "do_sample"],
    names: { top_p: null, stop: null },
    imports: (run) => (seedOf(run) === undefined ? [] : ["random"]),
    before: (run) => (seedOf(run) === undefined ? [] : [`random.seed(${seedOf(run)});`]),
    after: () => ["console.log(output[0].generated_text);"],
    notes: sampling,
  },
  python: {
    model: "ORTModelForCausalLM",
    parts: ["tokenizer"],
    silent: ["mode", "seed"],
    always: ["max_new_tokens", "do_sample"],
    names: { stop: "stop_strings" },
    imports: (run) => (seedOf(run) === undefined ? [] : ["set_seed"]),
    before: (run) => (seedOf(run) === undefined ? [] : [`set_seed(${seedOf(run)})`]),
    extra: ({ options }): Readonly<Record<string, string>> =>
      Array.isArray(options.stop) && options.stop.length > 0 ? { tokenizer: "pipe.tokenizer" } : {},
    after: () => ['print(output[0]["generated_text"])'],
    notes: sampling,
  },
};

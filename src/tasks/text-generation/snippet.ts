import type { Snippet, SnippetRun } from "../snippet.ts";

const seedOf = ({ options }: SnippetRun) =>
  options.do_sample === true && typeof options.seed === "number" ? options.seed : undefined;
/** The chat template is asked to leave thinking out. */
const isSilentThinker = ({ options }: SnippetRun) => options.mode === "chat" && options.enable_thinking === false;
const sampling = (run: SnippetRun) => (run.options.do_sample === true ? (["sampling"] as const) : []);

export const snippet: Snippet = {
  javascript: {
    silent: ["mode", "seed", "enable_thinking", "step", "prefix_ids"],
    always: ["max_new_tokens", "do_sample"],
    names: { top_p: null, stop: null },
    imports: (run) => (seedOf(run) === undefined ? [] : ["random"]),
    before: (run) => (seedOf(run) === undefined ? [] : [`random.seed(${seedOf(run)});`]),
    extra: (run): Readonly<Record<string, string>> =>
      isSilentThinker(run) ? { tokenizer_encode_kwargs: "{ enable_thinking: false }" } : {},
    after: () => ["console.log(output[0].generated_text);"],
    notes: sampling,
  },
  python: {
    model: "ORTModelForCausalLM",
    parts: ["tokenizer"],
    silent: ["mode", "seed", "enable_thinking", "step", "prefix_ids"],
    always: ["max_new_tokens", "do_sample"],
    names: { stop: "stop_strings" },
    imports: (run) => (seedOf(run) === undefined ? [] : ["set_seed"]),
    before: (run) => (seedOf(run) === undefined ? [] : [`set_seed(${seedOf(run)})`]),
    extra: (run): Readonly<Record<string, string>> => ({
      ...(Array.isArray(run.options.stop) && run.options.stop.length > 0 ? { tokenizer: "pipe.tokenizer" } : {}),
      ...(isSilentThinker(run) ? { tokenizer_encode_kwargs: '{"enable_thinking": False}' } : {}),
    }),
    after: () => ['print(output[0]["generated_text"])'],
    notes: sampling,
  },
};

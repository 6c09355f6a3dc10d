import type { Snippet, SnippetRun } from "../snippet.ts";

const seedOf = ({ options }: SnippetRun) =>
  options.do_sample === true && typeof options.seed === "number" ? options.seed : undefined;
/** The chat template is asked to leave thinking out. */
const isSilentThinker = ({ options }: SnippetRun) => options.mode === "chat" && options.enable_thinking === false;
const sampling = (run: SnippetRun) => (run.options.do_sample === true ? (["sampling"] as const) : []);
const hasBeams = ({ options }: SnippetRun) => options.do_sample !== true && Number(options.num_beams) > 1;
const earlyStopping: Readonly<Record<string, string>> = { false: "False", true: "True", never: '"never"' };

function earlyStoppingOf(run: SnippetRun): Readonly<Record<string, string>> {
  const word = run.options.do_sample !== true ? earlyStopping[String(run.options.early_stopping)] : undefined;
  return word === undefined ? {} : { early_stopping: word };
}

export const snippet: Snippet = {
  javascript: {
    silent: ["mode", "seed", "enable_thinking", "step", "prefix_ids", "prefix_text"],
    always: ["max_new_tokens", "do_sample"],
    names: { top_p: null, stop: null, num_beams: null, length_penalty: null, early_stopping: null },
    imports: (run) => (seedOf(run) === undefined ? [] : ["random"]),
    before: (run) => (seedOf(run) === undefined ? [] : [`random.seed(${seedOf(run)});`]),
    extra: (run): Readonly<Record<string, string>> =>
      isSilentThinker(run) ? { tokenizer_encode_kwargs: "{ enable_thinking: false }" } : {},
    after: () => ["console.log(output[0].generated_text);"],
    notes: (run) => (hasBeams(run) ? ["no-beams"] : sampling(run)),
  },
  python: {
    model: "ORTModelForCausalLM",
    parts: ["tokenizer"],
    silent: ["mode", "seed", "enable_thinking", "step", "prefix_ids", "prefix_text", "early_stopping"],
    always: ["max_new_tokens", "do_sample"],
    names: { stop: "stop_strings" },
    imports: (run) => (seedOf(run) === undefined ? [] : ["set_seed"]),
    before: (run) => (seedOf(run) === undefined ? [] : [`set_seed(${seedOf(run)})`]),
    extra: (run): Readonly<Record<string, string>> => ({
      ...(Array.isArray(run.options.stop) && run.options.stop.length > 0 ? { tokenizer: "pipe.tokenizer" } : {}),
      ...earlyStoppingOf(run),
      // Python draws along the beams of a checkpoint that names some; we draw one text.
      ...(run.options.do_sample === true && { num_beams: "1" }),
      ...(isSilentThinker(run) ? { tokenizer_encode_kwargs: '{"enable_thinking": False}' } : {}),
    }),
    after: () => ['print(output[0]["generated_text"])'],
    notes: sampling,
  },
};

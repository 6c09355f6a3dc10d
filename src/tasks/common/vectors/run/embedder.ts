import * as v from "valibot";
import { Stopped, TaskError } from "../../../../shared/errors.ts";
import { createSlices } from "../../../../shared/pause.ts";
import type { TrainedPooling } from "../../../../shared/vectors/pooling.ts";
import type { Checkpoint, Encoding, Graph, Tokenizer } from "../../../ports.ts";
import type { RunContext } from "../../../run.ts";
import { encoderFeeds, isSolitary, tellTruncated } from "../../text/run/encoder.ts";
import { maxTokensOf } from "../../text/run/max-tokens.ts";
import { createPassSize, type PassSize } from "../../text/run/pass-size.ts";
import { findHabits } from "../habits.ts";

/** `config_sentence_transformers.json`: what some models want in front of a text. */
const SentenceTransformers = v.object({
  prompts: v.optional(v.record(v.string(), v.nullable(v.string())), {}),
  default_prompt_name: v.nullish(v.string()),
});

/** `1_Pooling/config.json` of sentence-transformers. */
const PoolingConfig = v.record(v.string(), v.unknown());

/** Its keys, in the order in which sentence-transformers looks at them. */
const poolingKeys: readonly (readonly [key: string, pooling: TrainedPooling])[] = [
  ["pooling_mode_cls_token", "cls"],
  ["pooling_mode_max_tokens", "max"],
  ["pooling_mode_mean_tokens", "mean"],
  ["pooling_mode_mean_sqrt_len_tokens", "mean_sqrt_len"],
  ["pooling_mode_weightedmean_tokens", "weightedmean"],
  ["pooling_mode_lasttoken", "last"],
];

/** `sentence_bert_config.json`: fewer tokens than the tokenizer would allow. */
const SentenceBert = v.object({ max_seq_length: v.nullish(v.number()) });

export interface Embedder {
  readonly tokenizer: Tokenizer;
  readonly graph: Graph;
  /** The graph's output with one vector a token. */
  readonly hidden: string;
  /** In tokens. */
  readonly maxLength: number;
  /** What the model was trained with. */
  readonly pooling: TrainedPooling;
  /** By the names of `PromptName`; `auto` is for texts that are compared with each other. */
  readonly prompts: { readonly auto: string; readonly query: string; readonly passage: string };
  /** Whether each text must have a pass of its own. */
  readonly isSolitary: boolean;
  /** Learns from pass to pass, also over runs. */
  readonly passSize: PassSize;
}

export async function loadEmbedder(checkpoint: Checkpoint): Promise<Embedder> {
  const { config, model, dtype } = checkpoint;
  const habits = findHabits([model, String(config._name_or_path ?? "")]);
  const [tokenizer, graph, own, poolingConfig, sentenceBert] = await Promise.all([
    checkpoint.tokenizer(),
    checkpoint.graph("model"),
    checkpoint.json("config_sentence_transformers.json"),
    habits ? undefined : checkpoint.json("1_Pooling/config.json"),
    habits ? undefined : checkpoint.json("sentence_bert_config.json"),
  ]);
  return {
    tokenizer,
    graph,
    hidden: hiddenOf(graph),
    maxLength: Math.min(maxTokensOf(config, tokenizer), lengthIn(sentenceBert)),
    pooling: habits?.pooling ?? poolingIn(poolingConfig),
    prompts: promptsOf(own, habits),
    isSolitary: isSolitary(dtype),
    passSize: createPassSize(),
  };
}

/** transformers' name, or that of sentence-transformers' own exports. */
const hiddenNames = ["last_hidden_state", "token_embeddings"] as const;

function hiddenOf({ outputNames }: Graph): string {
  const found = hiddenNames.find((name) => outputNames.includes(name));
  if (found) return found;
  throw new TaskError(
    "model-unsupported",
    `This model gives no vectors for its tokens (it gives ${outputNames.join(", ")}).`,
  );
}

/** @param config `1_Pooling/config.json` */
export function poolingIn(config: unknown): TrainedPooling {
  if (!v.is(PoolingConfig, config)) return "mean";
  return poolingKeys.find(([key]) => config[key] === true)?.[1] ?? "mean";
}

function lengthIn(config: unknown): number {
  const parsed = v.safeParse(SentenceBert, config);
  return (parsed.success ? parsed.output.max_seq_length : undefined) ?? Number.POSITIVE_INFINITY;
}

function promptsOf(own: unknown, habits: ReturnType<typeof findHabits>): Embedder["prompts"] {
  const parsed = v.safeParse(SentenceTransformers, own);
  const { prompts = {}, default_prompt_name: byDefault } = parsed.success ? parsed.output : {};
  const query = prompts.query || habits?.prompts.query || "";
  // sentence-transformers has called it both.
  const passage = prompts.passage || prompts.document || habits?.prompts.passage || "";
  const auto = (byDefault && prompts[byDefault]) || (habits?.symmetric === "query" ? query : "");
  return { auto, query, passage };
}

export type PromptName = "auto" | "none" | "query" | "passage";

/** What goes in front of each text; nothing where the model names no such prompt. */
export function promptOf({ prompts }: Embedder, name: PromptName): string {
  return name === "none" ? "" : prompts[name];
}

/** Longest time in which no stop is seen. */
const sliceMs = 60;

/** Token ids of texts, cut to what the model takes, with a notice for what was left out. */
export async function encodeTexts(
  { tokenizer, maxLength }: Embedder,
  texts: readonly string[],
  prompt: string,
  context: Pick<RunContext<never>, "signal" | "notice">,
): Promise<readonly Encoding[]> {
  const encodings: Encoding[] = [];
  const slice = createSlices(sliceMs);
  for (const text of texts) {
    encodings.push(tokenizer.encode(prompt + text, { maxLength }));
    if ((await slice()) && context.signal.aborted) throw new Stopped();
  }
  tellTruncated(encodings, maxLength, context);
  return encodings;
}

/** One pass, so that shaders are compiled before a run counts. */
export async function warmUpEmbedder(embedder: Embedder): Promise<void> {
  await embedder.graph.run(encoderFeeds([embedder.tokenizer.encode("warm up")], embedder.tokenizer.padId));
}

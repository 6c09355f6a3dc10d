import * as v from "valibot";
import { isEmbedded } from "../../../../hub/reference.ts";
import { TaskError } from "../../../../shared/errors.ts";
import type { TrainedPooling } from "../../../../shared/vectors/pooling.ts";
import type { Checkpoint } from "../../../ports.ts";
import { findHabits, type Habits } from "../habits.ts";
import { entriesIn, kindOf, loadModules, type Module } from "./modules.ts";

/** How a checkpoint makes a vector of a text, beside its graph. */
export interface Recipe {
  /** What the model was trained with. */
  readonly pooling: TrainedPooling;
  /** What comes behind pooling, in order; or why that cannot be done here. */
  readonly modules: readonly Module[] | TaskError;
  /** By the names of `PromptName`; `auto` is for texts that are compared with each other. */
  readonly prompts: { readonly auto: string; readonly query: string; readonly passage: string };
  /** In tokens, `Infinity` where it is left to the tokenizer. */
  readonly maxLength: number;
  /** Whether texts are written in lower case before they are cut into tokens. */
  readonly lowers: boolean;
}

/** `config_sentence_transformers.json`: what some models want in front of a text. */
const SentenceTransformers = v.object({
  prompts: v.nullish(v.record(v.string(), v.nullable(v.string()))),
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

/** `sentence_bert_config.json`. */
const SentenceBert = v.object({ max_seq_length: v.nullish(v.number()), do_lower_case: v.nullish(v.boolean()) });

/** By sentence-transformers' own files; copies on the Hub often lack them, and then by what is known of the family. */
export async function loadRecipe(checkpoint: Checkpoint): Promise<Recipe> {
  const { config, model } = checkpoint;
  const habits = findHabits([model, String(config._name_or_path ?? "")]);
  // Of what ships with the site it is known which files there are.
  const isKnown = habits !== undefined && isEmbedded(model);
  const find = async (file: string) => (isKnown ? undefined : checkpoint.json(file));
  const [sentenceTransformers, modulesFile, sentenceBert] = await Promise.all([
    checkpoint.json("config_sentence_transformers.json"),
    find("modules.json"),
    find("sentence_bert_config.json"),
  ]);
  const entries = entriesIn(modulesFile);
  const pooling = entries.find((entry) => kindOf(entry) === "Pooling");
  const [poolingConfig, modules] = await Promise.all([
    find(`${pooling?.path ?? "1_Pooling"}/config.json`),
    loadModules(entries.slice(pooling ? entries.indexOf(pooling) + 1 : 0), checkpoint).catch(problemOf),
  ]);
  const bert = v.safeParse(SentenceBert, sentenceBert);
  const { max_seq_length: length, do_lower_case: lowers } = bert.success ? bert.output : {};
  return {
    pooling: poolingIn(poolingConfig) ?? habits?.pooling ?? "mean",
    modules,
    prompts: promptsOf(sentenceTransformers, habits),
    maxLength: length ?? Number.POSITIVE_INFINITY,
    lowers: lowers === true,
  };
}

/** A module that cannot be read is no hindrance to whoever pools otherwise, or whose graph does it all. */
function problemOf(reason: unknown): TaskError {
  if (reason instanceof TaskError && reason.code === "model-unsupported") return reason;
  throw reason;
}

/** @param config of the Pooling module; `undefined` where it names no pooling */
export function poolingIn(config: unknown): TrainedPooling | undefined {
  if (!v.is(PoolingConfig, config)) return undefined;
  return poolingKeys.find(([key]) => config[key] === true)?.[1];
}

function promptsOf(own: unknown, habits: Habits | undefined): Recipe["prompts"] {
  const parsed = v.safeParse(SentenceTransformers, own);
  const { prompts: named, default_prompt_name: byDefault } = parsed.success ? parsed.output : {};
  const prompts = named ?? {};
  const query = prompts.query || habits?.prompts.query || "";
  // sentence-transformers has called it both.
  const passage = prompts.passage || prompts.document || habits?.prompts.passage || "";
  const auto = (byDefault && prompts[byDefault]) || (habits?.symmetric === "query" ? query : "");
  return { auto, query, passage };
}

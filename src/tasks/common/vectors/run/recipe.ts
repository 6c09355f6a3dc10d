import * as v from "valibot";
import { isEmbedded } from "../../../../hub/reference.ts";
import { TaskError } from "../../../../shared/errors.ts";
import type { TrainedPooling } from "../../../../shared/vectors/pooling.ts";
import type { Checkpoint } from "../../../ports.ts";
import { findHabits, type Habits } from "../habits.ts";
import { entriesIn, kindOf, loadModules, type Module } from "./modules.ts";

/** How a checkpoint makes a vector of a text, beside its graph. */
export interface Recipe {
  /** What the model was trained with; the vectors of several stand one behind the other. */
  readonly poolings: readonly TrainedPooling[];
  /** Whether pooling passes over what was put in front of a text, as INSTRUCTOR's does. */
  readonly skipsPrompt: boolean;
  /** What comes behind pooling, in order; or why that cannot be done here. */
  readonly modules: readonly Module[] | TaskError;
  /** By the names of `PromptName`; `auto` is for texts that are compared with each other. */
  readonly prompts: { readonly auto: string; readonly query: string; readonly passage: string };
  /** In tokens; `undefined` where it is left to the tokenizer, whose own word does not count otherwise. */
  readonly maxLength: number | undefined;
  /** Whether texts are written in lower case before they are cut into tokens. */
  readonly lowers: boolean;
}

/** `config_sentence_transformers.json`: what some models want in front of a text. */
const SentenceTransformers = v.object({
  prompts: v.nullish(v.record(v.string(), v.nullable(v.string()))),
  default_prompt_name: v.nullish(v.string()),
});

const Flag = v.nullish(v.boolean(), false);
/** `1_Pooling/config.json` of sentence-transformers, with the defaults of its class. */
const PoolingConfig = v.object({
  pooling_mode: v.nullish(v.string()),
  pooling_mode_cls_token: Flag,
  pooling_mode_max_tokens: Flag,
  pooling_mode_mean_tokens: v.nullish(v.boolean(), true),
  pooling_mode_mean_sqrt_len_tokens: Flag,
  pooling_mode_weightedmean_tokens: Flag,
  pooling_mode_lasttoken: Flag,
  include_prompt: v.nullish(v.boolean(), true),
});

/** Their keys and their words for `pooling_mode`, in the order in which sentence-transformers puts their vectors. */
const poolings = [
  ["pooling_mode_cls_token", "cls", "cls"],
  ["pooling_mode_max_tokens", "max", "max"],
  ["pooling_mode_mean_tokens", "mean", "mean"],
  ["pooling_mode_mean_sqrt_len_tokens", "mean_sqrt_len_tokens", "mean_sqrt_len"],
  ["pooling_mode_weightedmean_tokens", "weightedmean", "weightedmean"],
  ["pooling_mode_lasttoken", "lasttoken", "last"],
] as const satisfies readonly (readonly [string, string, TrainedPooling])[];

/** `sentence_bert_config.json`, or the name that older versions wrote for other kinds of encoders. */
const SentenceBert = v.object({ max_seq_length: v.nullish(v.number()), do_lower_case: v.nullish(v.boolean()) });

const encoders = ["roberta", "distilbert", "camembert", "albert", "xlm-roberta", "xlnet"];

/** By sentence-transformers' own files; copies on the Hub often lack them, and then by what is known of the family. */
export async function loadRecipe(checkpoint: Checkpoint): Promise<Recipe> {
  const { config, model } = checkpoint;
  const habits = findHabits([model, String(config._name_or_path ?? "")]);
  // Of what ships with the site it is known which files there are.
  const isKnown = habits !== undefined && isEmbedded(model);
  const find = async (file: string) => (isKnown ? undefined : checkpoint.json(file));
  const old = encoders.find((name) => name === config.model_type);
  const [sentenceTransformers, modulesFile, sentenceBert] = await Promise.all([
    checkpoint.json("config_sentence_transformers.json"),
    find("modules.json"),
    find("sentence_bert_config.json").then((found) => found ?? (old && find(`sentence_${old}_config.json`))),
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
    poolings: poolingsIn(poolingConfig) ?? [habits?.pooling ?? "mean"],
    skipsPrompt: v.is(PoolingConfig, poolingConfig) && v.parse(PoolingConfig, poolingConfig).include_prompt === false,
    modules,
    prompts: promptsOf(sentenceTransformers, habits),
    maxLength: length ?? undefined,
    lowers: lowers === true,
  };
}

/** A module that cannot be read is no hindrance to whoever pools otherwise, or whose graph does it all. */
function problemOf(reason: unknown): TaskError {
  if (reason instanceof TaskError && reason.code === "model-unsupported") return reason;
  throw reason;
}

/** @param config of the Pooling module; `undefined` where it names no pooling */
export function poolingsIn(config: unknown): readonly TrainedPooling[] | undefined {
  const parsed = v.safeParse(PoolingConfig, config);
  if (!parsed.success) return undefined;
  const flags = parsed.output;
  const word = flags.pooling_mode?.toLowerCase();
  const named = poolings.filter(([key, mode]) => (word === undefined ? flags[key] : mode === word));
  return named.length > 0 ? named.map(([, , pooling]) => pooling) : undefined;
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

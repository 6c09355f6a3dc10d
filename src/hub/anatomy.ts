import * as v from "valibot";
import { Json } from "../shared/json.ts";
import { type ModelParts, partsOf } from "./model-parts.ts";

export type Branch = "encoder-only" | "decoder-only" | "encoder-decoder";

/** What a network was trained to do before it was ever asked for a task. */
export type Objective = "masked" | "replaced" | "causal" | "denoising" | "translating" | "speech";

/** Layers of one kind, one upon the other. */
export interface Stack {
  readonly role: "encoder" | "decoder";
  readonly layers: number;
  readonly heads: number;
  /** Fewer than heads where several share keys and values. */
  readonly keyHeads: number;
  /** Numbers between the two matrices of a layer's second half. */
  readonly inner: number | undefined;
  /** Tokens that are looked back at, where a window is; in so many of the layers. */
  readonly window: { readonly tokens: number; readonly layers: number } | undefined;
}

/** What a transformer is, as its `config.json` tells. */
export interface Anatomy {
  readonly branch: Branch;
  readonly family: string;
  /** Left out where nothing says it. */
  readonly objective: Objective | undefined;
  readonly stacks: readonly Stack[];
  /** Numbers that stand for a token. */
  readonly width: number;
  readonly vocabulary: number | undefined;
  /** Tokens that it reads at once. */
  readonly context: number | undefined;
  /** Parameters by part, for families whose every matrix is known here. */
  readonly parts: ModelParts | undefined;
}

const objectives: readonly (readonly [RegExp, Objective])[] = [
  [/^electra$|^deberta-v3$/, "replaced"],
  [/bert|^esm$|^xlm-roberta|^mpnet$|^deberta/, "masked"],
  [/^(?:marian|m2m_100|nllb|fsmt)/, "translating"],
  [/^(?:whisper|moonshine|speech_to_text)/, "speech"],
  [/^(?:.*t5|m?bart|pegasus|led)/, "denoising"],
];

/**
 * @param config `config.json`
 * @returns `undefined` where it is that of no transformer, or does not tell its measures
 */
export function findAnatomy(config: unknown): Anatomy | undefined {
  if (!v.is(Json, config)) return undefined;
  const nested = config.text_config ?? config.llm_config;
  // Models that see or hear beside a text have the measures of what writes in a part of their own.
  const own: Json = v.is(Json, nested) ? nested : config;
  const family = String(own.model_type ?? config.model_type ?? "");
  const read = createReader(own);
  const width = read("hidden_size", "n_embd", "d_model", "dim");
  if (width === undefined) return undefined;
  const branch = branchOf(own, config, family);
  const stacks = rolesOf(branch).flatMap((role) => findStack(role, own, branch) ?? []);
  if (stacks.length === 0) return undefined;
  const named = objectives.find(([pattern]) => pattern.test(family))?.[1];
  return {
    branch,
    family,
    objective: branch === "decoder-only" ? "causal" : named,
    stacks,
    width,
    vocabulary: read("vocab_size"),
    context: read("max_position_embeddings", "n_positions", "max_target_positions", "n_ctx"),
    parts: own === config ? partsOf(config) : undefined,
  };
}

function branchOf(own: Json, config: Json, family: string): Branch {
  if (own.is_encoder_decoder === true || /^(?:.*t5|whisper|m?bart|marian|m2m_100|pegasus)$/.test(family)) {
    return "encoder-decoder";
  }
  const [architecture] = v.is(v.array(v.string()), config.architectures) ? config.architectures : [];
  const writes = /ForCausalLM$|LMHead|ForConditionalGeneration$|ForImageTextToText$/.test(architecture ?? "");
  const isKnown = /^(?:gpt|llama|mistral|mixtral|qwen|gemma|phi|smollm|bloom|opt$|falcon|lfm|granite|olmo)/.test(
    family,
  );
  const isTold = own.is_decoder === true || own.use_bidirectional_attention === false;
  return (writes && !/bert/.test(family)) || isKnown || isTold ? "decoder-only" : "encoder-only";
}

function rolesOf(branch: Branch): readonly Stack["role"][] {
  if (branch === "encoder-decoder") return ["encoder", "decoder"];
  return branch === "encoder-only" ? ["encoder"] : ["decoder"];
}

function findStack(role: Stack["role"], config: Json, branch: Branch): Stack | undefined {
  const read = createReader(config);
  const both = branch === "encoder-decoder";
  const layers =
    (both ? read(`${role}_layers`, ...(role === "decoder" ? ["num_decoder_layers"] : [])) : undefined) ??
    read("num_hidden_layers", "n_layer", "num_layers", "n_layers");
  const heads =
    (both ? read(`${role}_attention_heads`) : undefined) ??
    read("num_attention_heads", "n_head", "num_heads", "n_heads");
  const width = read("hidden_size", "n_embd", "d_model", "dim") ?? 0;
  if (layers === undefined || heads === undefined) return undefined;
  // GPT-2 writes null for four times its width.
  const usual = config.model_type === "gpt2" ? 4 * width : undefined;
  const inner =
    (both ? read(`${role}_ffn_dim`) : undefined) ?? read("intermediate_size", "n_inner", "d_ff", "hidden_dim") ?? usual;
  return {
    role,
    layers,
    heads,
    keyHeads: read("num_key_value_heads") ?? heads,
    inner,
    window: windowOf(config, layers),
  };
}

/** A window of all layers, or of those that the file names; ModernBERT and Gemma leave every so-manieth without. */
function windowOf(config: Json, layers: number): Stack["window"] {
  const read = createReader(config);
  const tokens = read("sliding_window", "local_attention");
  if (tokens === undefined || config.use_sliding_window === false) return undefined;
  const types = v.is(v.array(v.string()), config.layer_types) ? config.layer_types : undefined;
  if (types) return withLayers(types.filter((type) => type === "sliding_attention").length);
  const every = read("global_attn_every_n_layers");
  const pattern = read("sliding_window_pattern");
  if (every !== undefined) return withLayers(layers - Math.ceil(layers / every));
  return withLayers(pattern === undefined ? layers : layers - Math.floor(layers / pattern));

  function withLayers(some: number): Stack["window"] {
    return some === 0 || tokens === undefined ? undefined : { tokens, layers: some };
  }
}

function createReader(config: Json) {
  return (...names: readonly string[]): number | undefined =>
    names.map((name) => config[name]).find((value) => typeof value === "number");
}

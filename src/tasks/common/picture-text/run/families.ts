import * as v from "valibot";
import { TaskError } from "../../../../shared/errors.ts";
import type { GenerationConfig } from "../../../../shared/generation/config.ts";
import type { Checkpoint, SpanTokenizer } from "../../../ports.ts";
import { endIdsOf } from "../../writing/run/end-ids.ts";
import { startIdOf } from "../../writing/run/generation-config.ts";

type Config = Readonly<Record<string, unknown>>;

/** What is particular to a family of models that write about a picture. */
export interface Family {
  /** The part of `config.json` that tells of the decoder. */
  readonly text: Config;
  /** The graph that writes, where it may be another than an encoder-decoder's. */
  readonly decodesIn?: string;
  /** The decoder's name for what was seen. */
  readonly contextName: "encoder_hidden_states" | "image_features";
  readonly readsPrompt: boolean;
  endIds(): Promise<ReadonlySet<number>>;
  /** The ids that a text begins with, those of the prompt included, as Python's pipeline and `generate` put them. */
  startIdsOf(
    prompt: string | undefined,
    tokenizer: Pick<SpanTokenizer, "encode" | "classId">,
    generation: GenerationConfig,
  ): readonly number[];
}

const BlipText = v.object({ bos_token_id: v.fallback(v.number(), 30522), sep_token_id: v.fallback(v.number(), 102) });

/** By `model_type`. @throws TaskError `model-unsupported` for any other */
export function familyOf(checkpoint: Checkpoint): Family {
  const { config, model } = checkpoint;
  const type = config.model_type;
  if (type === "blip") return blip(partOf(config, "text_config"));
  if (type === "git") return git(checkpoint);
  if (type === "vision-encoder-decoder") return pair(checkpoint);
  throw new TaskError("model-unsupported", `${model} is of the type ${String(type)}, which nothing here can read.`);
}

/** The last id of a prompt is its end and falls away; the first becomes BLIP's own, whatever it was. */
function blip(text: Config): Family {
  const { bos_token_id: start, sep_token_id: end } = v.parse(BlipText, text);
  return {
    text,
    contextName: "encoder_hidden_states",
    readsPrompt: true,
    endIds: async () => new Set([end]),
    startIdsOf: (prompt, { encode }) => (prompt === undefined ? [start] : [start, ...encode(prompt).ids.slice(1, -1)]),
  };
}

function git(checkpoint: Checkpoint): Family {
  return {
    text: checkpoint.config,
    decodesIn: "model",
    contextName: "image_features",
    readsPrompt: true,
    endIds: () => endIdsOf(checkpoint),
    startIdsOf(prompt, { encode, classId }, generation) {
      if (prompt === undefined) return [startIdOf(generation)];
      return [classId ?? startIdOf(generation), ...encode(prompt, { addSpecialTokens: false }).ids];
    },
  };
}

/** ViT-GPT2, TrOCR, Donut. Of these Donut alone is told by its first tokens what to do (`<s_cord-v2>`). */
function pair(checkpoint: Checkpoint): Family {
  const { config } = checkpoint;
  const text = partOf(config, "decoder");
  return {
    text,
    contextName: "encoder_hidden_states",
    readsPrompt: String(partOf(config, "encoder").model_type).includes("donut"),
    async endIds() {
      const own = await endIdsOf(checkpoint);
      return own.size > 0 ? own : endIdsOf({ ...checkpoint, config: text });
    },
    startIdsOf(prompt, { encode }, generation) {
      if (prompt === undefined) return [startIdOf(generation)];
      return encode(prompt, { addSpecialTokens: false }).ids;
    },
  };
}

function partOf(config: Config, name: string): Config {
  const part = config[name];
  return v.is(v.record(v.string(), v.unknown()), part) ? part : {};
}

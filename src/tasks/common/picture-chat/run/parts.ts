import * as v from "valibot";
import { TaskError } from "../../../../shared/errors.ts";
import type { Json } from "../../../../shared/json.ts";
import type { Checkpoint, SpanTokenizer } from "../../../ports.ts";

const Part = v.record(v.string(), v.unknown());

/** Of `config.json`, the part for text; older checkpoints have all in one. */
export function textConfigOf({ config }: Pick<Checkpoint, "config">): Json {
  return v.is(Part, config.text_config) ? { ...config, ...config.text_config } : config;
}

/** The id that `config.json` names for the places of pictures or sounds, under its older or newer name, else that of the token. */
export function placeIdOf(
  { config, model }: Checkpoint,
  { idOf }: SpanTokenizer,
  token: string,
  kind: "image" | "audio" = "image",
): number {
  const named = [config[`${kind}_token_id`], config[`${kind}_token_index`]].find((id) => typeof id === "number");
  const id = typeof named === "number" ? named : idOf(token);
  if (id !== undefined) return id;
  throw new TaskError("model-unsupported", `The tokenizer of ${model} has no token "${token}".`);
}

import { TaskError } from "../../../../shared/errors.ts";
import type { Checkpoint } from "../../../ports.ts";
import type { OpenFamily } from "./family.ts";
import { gemma3 } from "./gemma3.ts";
import { openGemma3n } from "./gemma3n.ts";
import { idefics3 } from "./idefics3.ts";
import { llava } from "./llava.ts";
import { paligemma } from "./paligemma.ts";
import { qwenVl } from "./qwen-vl.ts";

/** By `model_type`. */
const families: ReadonlyMap<unknown, OpenFamily> = new Map([
  ["gemma3", gemma3],
  ["gemma3n", async (checkpoint, tokenizer) => (await openGemma3n(checkpoint, tokenizer)).pictures],
  ["idefics3", idefics3],
  ["llava", llava],
  ["paligemma", paligemma],
  ["qwen2_5_vl", qwenVl],
  ["qwen2_vl", qwenVl],
  ["smolvlm", idefics3],
]);

export function isPictureChat({ config }: Pick<Checkpoint, "config">): boolean {
  return families.has(config.model_type);
}

/** @throws TaskError `model-unsupported` for any other, before its weights are fetched */
export function familyOf({ config, model }: Checkpoint): OpenFamily {
  const family = families.get(config.model_type);
  if (family) return family;
  const message = `${model} is of the type ${String(config.model_type)}, whose pictures nothing here can read.`;
  throw new TaskError("model-unsupported", message);
}

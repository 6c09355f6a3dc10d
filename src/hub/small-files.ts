import * as v from "valibot";
import { type ModelCard, templateFiles, tokenizerFiles } from "./card.ts";
import { dtypes } from "./checkpoint.ts";
import { findShape } from "./shape.ts";

/** Reads a file of a repository as JSON; `undefined` where no host has it, or it is none. */
export type ReadSmall = (file: string) => Promise<unknown>;

const Config = v.object({
  model_type: v.fallback(v.nullish(v.string()), undefined),
  architectures: v.fallback(v.nullish(v.array(v.string())), undefined),
});
const Settings = v.object({ chat_template: v.optional(v.unknown()) });

/** Classes whose models keep keys and values of what they wrote. */
export const writes = /ForCausalLM$|ForConditionalGeneration$|LMHeadModel$/;

/**
 * The card of a model at hosts that list nothing, as plain mirrors do: what its small files tell. Which dtypes there are
 * they do not, so that all may be chosen.
 * @param isThere whether some host has a file
 * @returns `undefined` where there is no `config.json`
 */
export async function findCardByFiles(
  id: string,
  read: ReadSmall,
  isThere: (file: string) => Promise<boolean>,
): Promise<ModelCard | undefined> {
  const config = await read("config.json");
  const parsed = v.safeParse(Config, config);
  if (!parsed.success) return undefined;
  const { model_type, architectures } = parsed.output;
  const isWriter = architectures?.some((name) => writes.test(name)) ?? false;
  const shape = isWriter ? findShape(config) : undefined;
  return {
    id,
    family: model_type ?? "",
    parameters: "",
    licence: "",
    languages: [],
    // transformers.js's own (its `utils/dtypes.js`).
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: {},
    dtypes,
    ...(shape && { shape }),
    ...(architectures && { architectures }),
    ...(isWriter && { chat: await hasTemplate(read, isThere) }),
    ...((await lacksTokenizer(isThere)) && { tokenizer: false }),
  };
}

/** A host that denies even the file which was just read of it does not know such questions. */
async function lacksTokenizer(isThere: (file: string) => Promise<boolean>): Promise<boolean> {
  for (const file of tokenizerFiles) if (await isThere(file)) return false;
  return isThere("config.json");
}

async function hasTemplate(read: ReadSmall, isThere: (file: string) => Promise<boolean>): Promise<boolean> {
  const settings = await read("tokenizer_config.json");
  if (v.is(Settings, settings) && settings.chat_template != null) return true;
  for (const file of templateFiles) if (await isThere(file)) return true;
  return false;
}

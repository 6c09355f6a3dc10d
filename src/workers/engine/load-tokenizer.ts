import type { Files } from "../../hub/files.ts";
import type { SpanTokenizer } from "../../tasks/ports.ts";
import { piecesOf } from "./sentencepiece.ts";
import { createTokenizer } from "./tokenizer.ts";

type Config = Readonly<Record<string, unknown>>;

/** @param config `config.json` of the same repository */
export async function loadTokenizer(
  { required, text, bytes }: Pick<Files, "text" | "required" | "bytes">,
  config: Config,
): Promise<SpanTokenizer> {
  const settings = required("tokenizer_config.json");
  const [tokenizerJson, tokenizerConfig, chatTemplate, sourcePieces] = await Promise.all([
    required("tokenizer.json"),
    settings,
    settings.then(({ chat_template }) =>
      chat_template === undefined && isChatCheckpoint(config) ? text("chat_template.jinja") : undefined,
    ),
    config.model_type === "marian" ? bytes("source.spm").then((found) => found && piecesOf(found)) : undefined,
  ]);
  return createTokenizer(tokenizerJson, tokenizerConfig, { chatTemplate, sourcePieces });
}

/** Newer repositories hold the template in a file of its own; encoders have none to ask for. */
function isChatCheckpoint({ architectures, is_encoder_decoder: readsAndWrites }: Config): boolean {
  return (
    readsAndWrites !== true &&
    Array.isArray(architectures) &&
    architectures.some((name) => /CausalLM|ConditionalGeneration/.test(String(name)))
  );
}

import * as v from "valibot";
import type { Files } from "../../hub/files.ts";
import { TaskError } from "../../shared/errors.ts";
import type { Json } from "../../shared/json.ts";
import type { SpanTokenizer } from "../../tasks/ports.ts";
import { readSentencePiece, type SentencePiece } from "./sentencepiece.ts";
import { convertSlow } from "./slow/convert.ts";
import { findPythonClass, tokenNames } from "./tokenizer/python-classes.ts";
import { isOld } from "./tokenizer/told.ts";
import { createTokenizer } from "./tokenizer.ts";

type Source = Pick<Files, "text" | "json" | "bytes">;

/**
 * @param config `config.json` of the same repository
 * @throws TaskError `model-unsupported` where there is no tokenizer, nor files that one can be made of
 */
export async function loadTokenizer(files: Source, config: Json): Promise<SpanTokenizer> {
  const settings = settingsOf(files);
  const fast = readFast(files);
  async function readSpecialTokens(): Promise<Json | undefined> {
    const found = await settings;
    // What a slow tokenizer's files are converted by, it is opened by.
    if (!(isOld(found) && (leavesTokensOut(found) || (await fast) === undefined))) return undefined;
    return files.json("special_tokens_map.json");
  }
  const [tokenizerJson, tokenizerConfig, specialTokens, chatTemplate, sentencePiece] = await Promise.all([
    fast.then(async (found) => found ?? readSlow(files, config, await settings)),
    settings,
    readSpecialTokens(),
    settings.then((found) => (isChatCheckpoint(config) ? readTemplate(files, found, config) : undefined)),
    settings.then((found) => readPieces(files, findPythonClass(found, config)?.sentencePiece)),
  ]);
  return createTokenizer(tokenizerJson, tokenizerConfig, { chatTemplate, specialTokens, sentencePiece, config });
}

/** Old settings that name all leave nothing to a file of its own, which one request less is worth. */
function leavesTokensOut(settings: Json): boolean {
  return tokenNames.some((name) => settings[name] === undefined);
}

async function readPieces(files: Source, file: string | undefined): Promise<SentencePiece | undefined> {
  const found = file === undefined ? undefined : await files.bytes(file);
  return found && readSentencePiece(found);
}

/**
 * A file of its own wins over the settings, as in Python: `chat_template.jinja`, before it was called so
 * `chat_template.json`, and where there are several by name, the default among them. That of a model which sees or hears
 * is its processor's, which wrote it into `chat_template.json` whatever its tokenizer says.
 * @returns nothing where the settings' own counts
 */
async function readTemplate(files: Source, { chat_template: written }: Json, config: Json): Promise<unknown> {
  const own = await files.text("chat_template.jinja");
  const hasProcessor = config.vision_config !== undefined || config.audio_config !== undefined;
  if (own !== undefined || (written != null && !hasProcessor)) return own;
  return (
    (await files.json("chat_template.json"))?.chat_template ??
    (written == null ? files.text("additional_chat_templates/default.jinja") : undefined)
  );
}

/** Exports to a folder of their own left the tokenizer beside the graph (`dslim/bert-base-NER`). */
const besideGraphs = "onnx/";

async function settingsOf({ json }: Source): Promise<Json> {
  const name = "tokenizer_config.json";
  return withFlags((await json(name)) ?? (await json(besideGraphs + name)) ?? {});
}

const flags: ReadonlySet<string> = new Set([
  ...["add_bos_token", "add_eos_token", "clean_text", "clean_up_tokenization_spaces", "do_lower_case", "keep_accents"],
  ...["legacy", "legacy_behaviour", "split_special_tokens", "strip_accents", "tokenize_chinese_chars", "trim_offsets"],
]);

/** Python asks whether a flag is true, of a number as well. */
function withFlags(settings: Json): Json {
  const read = (name: string, value: unknown) => (flags.has(name) && typeof value === "number" ? value !== 0 : value);
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, read(name, value)]));
}

const fastFile = "tokenizer.json";

async function readFast({ json }: Source): Promise<Json | undefined> {
  return (await json(fastFile)) ?? (await json(besideGraphs + fastFile));
}

async function readSlow(files: Source, config: Json, tokenizerConfig: Json): Promise<Json> {
  const found = await convertSlow(files, { config, tokenizerConfig });
  if (found) return found;
  throw new TaskError(
    "model-unsupported",
    `There is no ${fastFile}, and no files that it could be made of.`,
    undefined,
    {
      reason: "tokenizer-missing",
      values: { file: fastFile },
    },
  );
}

const Names = v.fallback(v.array(v.string()), []);
const Nested = v.fallback(v.object({ architectures: Names }), { architectures: [] });

/**
 * The template's own file wins over the settings, as in Python; encoders have none to ask for. Of Qwen2-VL transformers
 * 4.57 writes the architecture into the part for text.
 */
function isChatCheckpoint({ architectures, text_config, is_encoder_decoder: readsAndWrites }: Json): boolean {
  const names = [...v.parse(Names, architectures), ...v.parse(Nested, text_config).architectures];
  return readsAndWrites !== true && names.some((name) => /CausalLM|ConditionalGeneration/.test(name));
}

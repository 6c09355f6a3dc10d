import * as v from "valibot";
import { type Device, type Dtype, type DtypeChoice, dtypes } from "./checkpoint.ts";
import { defaultDtypeOn, isMixed } from "./default-dtype.ts";
import { Info } from "./info.ts";
import type { ModelShape } from "./shape.ts";
import { findWeight, isWeight, type Weight } from "./weight.ts";

/** A curated checkpoint: what a reader wants to know before anything moves. */
export interface ModelCard {
  /** The Hub's id, or `embedded/<name>` for one that ships with the site. */
  readonly id: string;
  /** The architecture's name as its paper writes it. */
  readonly family: string;
  readonly parameters: string;
  /** SPDX where there is one. */
  readonly licence: string;
  /** BCP 47 tags, or `multilingual`. */
  readonly languages: readonly string[];
  /** The dtype that we would choose on each device. */
  readonly defaults: Readonly<Record<Device, DtypeChoice>>;
  /** Bytes of all weight files, for the dtypes where the size is known. */
  readonly bytes: Readonly<Partial<Record<Dtype, number>>>;
  /** Bytes of the largest graph and of the largest file of each dtype, where the host told. */
  readonly largest?: Readonly<Partial<Record<Dtype, { readonly graph: number; readonly file: number }>>>;
  /** What of its measures decides whether it fits, where they are known. */
  readonly shape?: ModelShape;
  /** The dtypes that the repository has; more may exist. */
  readonly dtypes: readonly Dtype[];
  /** No dtype is there for every graph that a run reads; the defaults name one for each. */
  readonly isMixed?: true;
  /** False where the checkpoint has no chat template: it only continues a text. Unknown where left out. */
  readonly chat?: boolean;
  /** `architectures` of its `config.json`, where its host told them. */
  readonly architectures?: readonly string[];
  /** sentence-transformers made it (`modules.json`), and says there what makes its vectors. Unknown where left out. */
  readonly hasModules?: true;
  /** Its files are given to those alone who accepted its terms. */
  readonly gated?: true;
  /** Why there is no dtype although there are ONNX files: they are ONNX Runtime GenAI's, or lie where none are looked for. */
  readonly layout?: "genai" | "elsewhere";
  /** False where the repository has no file that a tokenizer could be read from. Unknown where left out. */
  readonly tokenizer?: false;
  /** What stands for a word that is to be filled in, where the model was trained to. */
  readonly maskToken?: string;
  /** Codes of the languages that it translates from and to, as Python's `src_lang` and `tgt_lang` take them. */
  readonly translates?: { readonly src_lang: readonly string[]; readonly tgt_lang: readonly string[] };
}

type Sibling = Info["siblings"][number];

/**
 * The card of a model that is not curated; `undefined` where the answer is not one of the Hub's.
 * @param config `config.json`, where it was read: the dtypes that it asks for go before the usual ones
 */
export function findCard(id: string, answer: unknown, config?: unknown): ModelCard | undefined {
  const parsed = v.safeParse(Info, answer);
  if (!parsed.success) return undefined;
  const { siblings, cardData, config: told, gated } = parsed.output;
  const weights = neededIn(siblings);
  const bytes = bytesByDtype(weights);
  const known = dtypes.filter((dtype) => bytes.has(dtype));
  const there = {
    each: eachOf(weights),
    whole: new Map([...bytes].map(([dtype, { sum }]) => [dtype, sum])),
  };
  return {
    id,
    family: told?.model_type ?? "",
    parameters: "",
    licence: cardData?.license ?? "",
    languages: [cardData?.language ?? []].flat(),
    defaults: {
      webgpu: defaultDtypeOn(id, "webgpu", there, config),
      wasm: defaultDtypeOn(id, "wasm", there, config),
    },
    bytes: Object.fromEntries([...bytes].flatMap(([dtype, { sum }]) => (sum > 0 ? [[dtype, sum]] : []))),
    ...largestIn(bytes),
    dtypes: known,
    ...(isMixed(there) && { isMixed: true }),
    ...templateOf(parsed.output),
    ...(siblings.some(({ rfilename }) => rfilename === "modules.json") && { hasModules: true }),
    ...(gated && { gated: true }),
    ...(weights.length === 0 && layoutOf(siblings)),
    ...(told?.architectures && { architectures: told.architectures }),
    ...(!siblings.some(({ rfilename }) => tokenizerFiles.includes(rfilename)) && { tokenizer: false }),
  };
}

/** Of a repository without graphs that could be read here. */
function layoutOf(siblings: readonly Sibling[]): Pick<ModelCard, "layout"> {
  const names = siblings.map(({ rfilename }) => rfilename);
  if (names.some((name) => /(?:^|\/)genai_config\.json$/.test(name))) return { layout: "genai" };
  return names.some(isWeight) ? { layout: "elsewhere" } : {};
}

/**
 * What tokenizers are read from, or converted of, the likeliest first: which of them can be is known only when their
 * classes are.
 */
export const tokenizerFiles: readonly string[] = [
  "tokenizer.json",
  ...["onnx/tokenizer.json", "vocab.txt", "vocab.json"],
  ...["spiece.model", "spm.model", "sentencepiece.bpe.model", "tokenizer.model"],
];

/** Where a chat template has a file of its own, the likeliest first. */
export const templateFiles: readonly string[] = [
  "chat_template.jinja",
  "chat_template.json",
  "additional_chat_templates/default.jinja",
];

/** The Hub tells of a template where it tells of the tokenizer at all. */
function templateOf({ siblings, config }: Info): Pick<ModelCard, "chat"> {
  if (!config?.tokenizer_config) return {};
  const isBeside = siblings.some(({ rfilename }) => templateFiles.includes(rfilename));
  const written = config.tokenizer_config.chat_template ?? config.chat_template_jinja ?? undefined;
  return { chat: isBeside || written !== undefined };
}

/** Bytes of the files of one dtype; 0 where sizes are not told. */
interface Sizes {
  readonly sum: number;
  readonly graph: number;
  readonly file: number;
}

function largestIn(sizes: ReadonlyMap<Dtype, Sizes>): Pick<ModelCard, "largest"> {
  const told = [...sizes].flatMap(([dtype, { graph, file }]) => (file > 0 ? [[dtype, { graph, file }] as const] : []));
  return told.length > 0 ? { largest: Object.fromEntries(told) } : {};
}

interface SizedWeight extends Weight {
  readonly size: number;
}

/** The files of graphs that a run reads. */
function neededIn(siblings: readonly Sibling[]): readonly SizedWeight[] {
  const weights = siblings.flatMap(({ rfilename, size }) => {
    const weight = findWeight(rfilename);
    return weight ? [{ ...weight, size: size ?? 0 }] : [];
  });
  const needed = neededOf(new Set(weights.filter(({ isGraph }) => isGraph).map(({ base }) => base)));
  return weights.filter(({ base }) => needed.includes(base));
}

/** The dtypes of each graph. */
function eachOf(weights: readonly SizedWeight[]): ReadonlyMap<string, readonly Dtype[]> {
  const each = new Map<string, readonly Dtype[]>();
  for (const { base, dtype, isGraph } of weights) if (isGraph) each.set(base, [...(each.get(base) ?? []), dtype]);
  return each;
}

/** The dtypes that all graphs are there in, with the bytes of these. */
function bytesByDtype(weights: readonly SizedWeight[]): ReadonlyMap<Dtype, Sizes> {
  const each = [...eachOf(weights).values()];
  const complete = dtypes.filter((dtype) => each.length > 0 && each.every((there) => there.includes(dtype)));
  return new Map(
    complete.map((dtype) => {
      const mine = weights.filter((one) => one.dtype === dtype);
      const most = (some: typeof mine) => Math.max(0, ...some.map(({ size }) => size));
      const sum = mine.reduce((all, { size }) => all + size, 0);
      return [dtype, { sum, graph: most(mine.filter(({ isGraph }) => isGraph)), file: most(mine) }];
    }),
  );
}

/** What turns tokens or pictures into vectors for a graph that is called `model` like one that stands alone. */
const feeding = /^(?:embed_tokens|prepare_inputs_embeds|vision_encoder|audio_encoder)$/;

/** Of all graphs those that a run reads: older exports bring the decoder three times over, of which one is. */
export function neededOf(bases: ReadonlySet<string>): readonly string[] {
  if (bases.has("decoder_model_merged")) {
    return [...bases].filter((base) => base !== "decoder_model" && base !== "decoder_with_past_model");
  }
  return bases.has("model") && ![...bases].some((base) => feeding.test(base)) ? ["model"] : [...bases];
}

import * as v from "valibot";
import { type Device, type Dtype, type DtypeChoice, dtypes } from "./checkpoint.ts";
import { Info } from "./info.ts";
import { isKnownBad } from "./known-bad.ts";
import type { ModelShape } from "./shape.ts";
import { findWeight, isWeight } from "./weight.ts";

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

/** Weights above this are more than a first try should fetch, where there are smaller ones. */
const largeBytes = 800e6;

/** The card of a model that is not curated; `undefined` where the answer is not one of the Hub's. */
export function findCard(id: string, answer: unknown): ModelCard | undefined {
  const parsed = v.safeParse(Info, answer);
  if (!parsed.success) return undefined;
  const { siblings, cardData, config, gated } = parsed.output;
  const bytes = bytesByDtype(siblings);
  const known = dtypes.filter((dtype) => bytes.has(dtype));
  return {
    id,
    family: config?.model_type ?? "",
    parameters: "",
    licence: cardData?.license ?? "",
    languages: [cardData?.language ?? []].flat(),
    defaults: { webgpu: defaultOn(id, "webgpu", bytes), wasm: defaultOn(id, "wasm", bytes) },
    bytes: Object.fromEntries([...bytes].flatMap(([dtype, { sum }]) => (sum > 0 ? [[dtype, sum]] : []))),
    ...largestIn(bytes),
    dtypes: known,
    ...templateOf(parsed.output),
    ...(siblings.some(({ rfilename }) => rfilename === "modules.json") && { hasModules: true }),
    ...(gated && { gated: true }),
    ...(known.length === 0 && layoutOf(siblings)),
    ...(config?.architectures && { architectures: config.architectures }),
    ...(!siblings.some(({ rfilename }) => tokenizerFile.test(rfilename)) && { tokenizer: false }),
  };
}

/** Of a repository without graphs that could be read here. */
function layoutOf(siblings: readonly Sibling[]): Pick<ModelCard, "layout"> {
  const names = siblings.map(({ rfilename }) => rfilename);
  if (names.some((name) => /(?:^|\/)genai_config\.json$/.test(name))) return { layout: "genai" };
  return names.some(isWeight) ? { layout: "elsewhere" } : {};
}

/** What tokenizers are read from, or converted of: which of them can be is known only when their classes are. */
const tokenizerFile =
  /^(?:onnx\/)?tokenizer\.json$|^(?:vocab\.(?:txt|json)|spiece\.model|spm\.model|sentencepiece\.bpe\.model|tokenizer\.model)$/;

/** The Hub tells of a template where it tells of the tokenizer at all. */
function templateOf({ siblings, config }: Info): Pick<ModelCard, "chat"> {
  if (!config?.tokenizer_config) return {};
  const isBeside = siblings.some(({ rfilename }) =>
    /^(chat_template\.(jinja|json)|additional_chat_templates\/default\.jinja)$/.test(rfilename),
  );
  const written = config.tokenizer_config.chat_template ?? config.chat_template_jinja ?? undefined;
  return { chat: isBeside || written !== undefined };
}

/** transformers.js's own defaults first, then what comes closest to them; a GPU has no kernels for whole numbers. */
const preferences = {
  webgpu: ["fp32", "fp16", "q4f16", "q4", "bnb4", "q2f16", "q2", "q1f16", "q1", "q8", "int8", "uint8"],
  wasm: ["q8", "int8", "uint8", "q4", "fp32", "bnb4", "fp16", "q4f16", "q2", "q2f16", "q1", "q1f16"],
} as const satisfies Record<string, readonly Dtype[]>;

const smallFirst = ["q4f16", "q4", "fp16", "fp32"] as const satisfies readonly Dtype[];

function defaultOn(id: string, device: keyof typeof preferences, sizes: ReadonlyMap<Dtype, Sizes>): Dtype {
  const isGood = (dtype: Dtype) => sizes.has(dtype) && !isKnownBad(id, device, dtype);
  const all = preferences[device];
  const preferred = all.find(isGood) ?? all.find((dtype) => sizes.has(dtype)) ?? all[0];
  const isLarge = (sizes.get(preferred)?.sum ?? 0) > largeBytes;
  return (isLarge && device === "webgpu" && smallFirst.find(isGood)) || preferred;
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

/** The dtypes that all needed graphs exist in, with the bytes of these. */
function bytesByDtype(siblings: readonly Sibling[]): ReadonlyMap<Dtype, Sizes> {
  const weights = siblings.flatMap(({ rfilename, size }) => {
    const weight = findWeight(rfilename);
    return weight ? [{ ...weight, size: size ?? 0 }] : [];
  });
  const graphs = weights.filter(({ isGraph }) => isGraph);
  const needed = neededOf(new Set(graphs.map(({ base }) => base)));
  const complete = dtypes.filter(
    (dtype) =>
      needed.length > 0 && needed.every((base) => graphs.some((one) => one.base === base && one.dtype === dtype)),
  );
  return new Map(
    complete.map((dtype) => {
      const mine = weights.filter((one) => one.dtype === dtype && needed.includes(one.base));
      const most = (some: typeof mine) => Math.max(0, ...some.map(({ size }) => size));
      const sum = mine.reduce((all, { size }) => all + size, 0);
      return [dtype, { sum, graph: most(mine.filter(({ isGraph }) => isGraph)), file: most(mine) }];
    }),
  );
}

/** Of all graphs those that a run reads: older exports bring the decoder three times over, of which one is. */
export function neededOf(bases: ReadonlySet<string>): readonly string[] {
  if (bases.has("decoder_model_merged")) {
    return [...bases].filter((base) => base !== "decoder_model" && base !== "decoder_with_past_model");
  }
  return bases.has("model") ? ["model"] : [...bases];
}

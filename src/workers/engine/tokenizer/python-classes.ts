import type { Json } from "../../../shared/json.ts";
import type { Conversion } from "./converted.ts";

/** The special tokens that a tokenizer can name, in the order in which Python adds those that a vocabulary lacks. */
export const tokenNames = [
  "bos_token",
  "eos_token",
  "unk_token",
  "sep_token",
  "pad_token",
  "cls_token",
  "mask_token",
] as const;
export type TokenName = (typeof tokenNames)[number];
export type NamedTokens = { readonly [N in TokenName]?: string };

/** What a fast tokenizer class of transformers 4.57.6 sets by itself, beside `tokenizer.json`. */
export interface PythonClass {
  readonly tokens: NamedTokens;
  /** The token of the language that a text is of, where no file names one, and on which side of the text it stands. */
  readonly source?: { readonly code: string; readonly isLast: boolean };
  /** It does not look at `added_tokens_decoder`. */
  readonly overlooksDecoder?: true;
  /** The mask takes the space in front of it, where no file says so. */
  readonly maskTakesSpace?: true;
  /** Keys of `tokenizer_config.json` that rewrite BERT's normalizer. */
  readonly normalizer?: readonly ("do_lower_case" | "strip_accents" | "tokenize_chinese_chars" | "clean_text")[];
  /** The post-processor is written anew from `add_bos_token` and `add_eos_token`; here are their defaults. */
  readonly ends?: { readonly add_bos_token: boolean; readonly add_eos_token: boolean };
  /** Whether `add_prefix_space` and `trim_offsets` also count for the post-processor. */
  readonly trims?: true;
  /** Where `add_prefix_space` is said, all but the vocabulary is made anew of the slow tokenizer, by this class's converter. */
  readonly conversion?: Conversion;
  /** `add_prefix_space` where the config is silent; `null` leaves the pre-tokenizer as it is. */
  readonly prefixSpace?: boolean | null;
  /** `add_prefix_space: true` also counts inside a sequence of pre-tokenizers, for every part that it cuts. */
  readonly prefixesParts?: true;
  /** On which side a batch is filled up where no file says so; right where left out. */
  readonly paddingSide?: "left";
  /**
   * Of a class that Python has in its slow form alone: the file of the SentencePiece model by which it reads. Converters
   * for browsers leave parts of that out of `tokenizer.json`.
   */
  readonly sentencePiece?: string;
  /** It tells a model which of two texts a token is of (`token_type_ids`); where it does not, all are of the first. */
  readonly tellsTypes?: true;
  /** What stands for a space in a text that is decoded; spaces at its ends then go. */
  readonly wordEnd?: string;
  /** What is left out of every text that is decoded. */
  readonly unwritten?: RegExp;
}

const bertTokens: NamedTokens = {
  unk_token: "[UNK]",
  sep_token: "[SEP]",
  pad_token: "[PAD]",
  cls_token: "[CLS]",
  mask_token: "[MASK]",
};
const bertKeys = ["do_lower_case", "strip_accents", "tokenize_chinese_chars"] as const;
const bert: PythonClass = { tokens: bertTokens, normalizer: bertKeys, tellsTypes: true };

const pieceTokens: NamedTokens = { eos_token: "</s>", unk_token: "<unk>", pad_token: "<pad>" };
const t5: PythonClass = { tokens: pieceTokens, prefixSpace: null, conversion: "t5" };
const robertaTokens: NamedTokens = {
  ...pieceTokens,
  bos_token: "<s>",
  sep_token: "</s>",
  cls_token: "<s>",
  mask_token: "<mask>",
};
const xlmRoberta: PythonClass = { tokens: robertaTokens, maskTakesSpace: true };
const roberta: PythonClass = { ...xlmRoberta, trims: true };

/** They take away the spaces at the ends of what they write. */
const slow = { prefixSpace: null, unwritten: /^\s+|\s+$/g };

const end = "<|endoftext|>";
const gpt2Tokens: NamedTokens = { bos_token: end, eos_token: end, unk_token: end };
const llamaTokens: NamedTokens = { bos_token: "<s>", eos_token: "</s>", unk_token: "<unk>" };
const llama: PythonClass = {
  tokens: llamaTokens,
  ends: { add_bos_token: true, add_eos_token: false },
  prefixSpace: null,
  paddingSide: "left",
};
const albertTokens: NamedTokens = {
  ...bertTokens,
  bos_token: "[CLS]",
  eos_token: "[SEP]",
  unk_token: "<unk>",
  pad_token: "<pad>",
};
const netTokens: NamedTokens = { ...robertaTokens, sep_token: "<sep>", cls_token: "<cls>" };

const debertaTokens: NamedTokens = { ...bertTokens, bos_token: "[CLS]", eos_token: "[SEP]" };

/** By name, without `TokenizerFast`. */
const pythonClasses: Readonly<Record<string, PythonClass>> = {
  Albert: { tokens: albertTokens, maskTakesSpace: true, tellsTypes: true },
  Bart: roberta,
  Barthez: xlmRoberta,
  Bert: bert,
  BigBird: {
    tokens: { ...llamaTokens, pad_token: "<pad>", sep_token: "[SEP]", cls_token: "[CLS]", mask_token: "[MASK]" },
    maskTakesSpace: true,
  },
  Blenderbot: roberta,
  Bloom: { tokens: { ...llamaTokens, pad_token: "<pad>" }, prefixesParts: true },
  CLIP: {
    tokens: { bos_token: "<|startoftext|>", eos_token: end, unk_token: end, pad_token: end },
    wordEnd: "</w>",
  },
  Camembert: xlmRoberta,
  CodeGen: { tokens: gpt2Tokens },
  CodeLlama: llama,
  Cohere: {
    tokens: { bos_token: "<BOS_TOKEN>", eos_token: "<|END_OF_TURN_TOKEN|>", unk_token: "<UNK>" },
    ends: { add_bos_token: true, add_eos_token: false },
    prefixesParts: true,
    paddingSide: "left",
  },
  ConvBert: bert,
  DPRContextEncoder: bert,
  DPRQuestionEncoder: bert,
  Deberta: { tokens: debertaTokens, maskTakesSpace: true, tellsTypes: true },
  DebertaV2: { tokens: debertaTokens, tellsTypes: true },
  DistilBert: { tokens: bertTokens, normalizer: bertKeys },
  Electra: bert,
  FNet: {
    tokens: { ...bertTokens, unk_token: "<unk>", pad_token: "<pad>" },
    maskTakesSpace: true,
    tellsTypes: true,
  },
  Funnel: { tokens: netTokens, normalizer: [...bertKeys, "clean_text"], tellsTypes: true },
  GPT2: { tokens: gpt2Tokens },
  GPTNeoX: { tokens: gpt2Tokens, ends: { add_bos_token: false, add_eos_token: false } },
  Gemma: {
    ...llama,
    tokens: { bos_token: "<bos>", eos_token: "<eos>", unk_token: "<unk>", pad_token: "<pad>" },
    prefixSpace: false,
  },
  Herbert: {
    tokens: { cls_token: "<s>", unk_token: "<unk>", pad_token: "<pad>", mask_token: "<mask>", sep_token: "</s>" },
    tellsTypes: true,
  },
  LED: roberta,
  LayoutLM: bert,
  LayoutLMv3: { tokens: robertaTokens, trims: true, prefixSpace: true },
  Llama: { ...llama, conversion: "llama" },
  Longformer: roberta,
  Lxmert: bert,
  M2M100: {
    ...slow,
    tokens: { ...pieceTokens, bos_token: "<s>", sep_token: "</s>" },
    sentencePiece: "sentencepiece.bpe.model",
  },
  MBart: { ...xlmRoberta, source: { code: "en_XX", isLast: true } },
  MBart50: {
    source: { code: "en_XX", isLast: false },
    tokens: { ...pieceTokens, sep_token: "</s>", cls_token: "<s>", mask_token: "<mask>" },
    maskTakesSpace: true,
  },
  MPNet: {
    tokens: { ...robertaTokens, unk_token: "[UNK]" },
    maskTakesSpace: true,
    normalizer: ["do_lower_case", "strip_accents"],
  },
  MT5: t5,
  Marian: { ...slow, tokens: pieceTokens, sentencePiece: "source.spm" },
  MobileBert: bert,
  Mvp: roberta,
  Nllb: { ...xlmRoberta, source: { code: "eng_Latn", isLast: false } },
  OpenAIGPT: { tokens: { unk_token: "<unk>" } },
  Pegasus: { tokens: { ...pieceTokens, mask_token: "<mask_2>" }, overlooksDecoder: true },
  PreTrained: { tokens: {}, tellsTypes: true },
  Qwen2: { tokens: { eos_token: end, unk_token: end, pad_token: end } },
  RemBert: { tokens: albertTokens, maskTakesSpace: true, tellsTypes: true },
  RoFormer: { tokens: bertTokens, normalizer: ["do_lower_case", "strip_accents"], tellsTypes: true },
  Roberta: roberta,
  // Slow only; the files of converters for browsers say the rest themselves.
  Siglip: { tokens: { ...pieceTokens, pad_token: "</s>" }, prefixSpace: null },
  SpeechT5: { ...slow, tokens: { ...pieceTokens, bos_token: "<s>" }, sentencePiece: "spm_char.model" },
  Splinter: bert,
  SqueezeBert: bert,
  T5: t5,
  // Timestamps are no special tokens, and yet no text.
  Whisper: { tokens: gpt2Tokens, unwritten: /<\|\d+\.\d\d\|>/g },
  XGLM: {
    tokens: { ...pieceTokens, bos_token: "<s>", sep_token: "</s>", cls_token: "<s>" },
  },
  XLMRoberta: xlmRoberta,
  XLNet: { tokens: netTokens, maskTakesSpace: true, tellsTypes: true, paddingSide: "left" },
};

/** `TOKENIZER_MAPPING_NAMES`, where a class is not named like its models. */
const byModelType: Readonly<Record<string, readonly string[]>> = {
  Bert: ["chinese_clip", "ernie", "megatron-bert", "nezha", "visual_bert", "nomic_bert"],
  GPT2: ["dbrx", "emu3", "exaone4", "gpt_bigcode", "gpt_neo", "gptj", "olmo3", "opt", "starcoder2"],
  GPTNeoX: ["gpt_neox", "mamba", "mamba2", "mpt", "olmo", "olmo2", "olmoe", "rwkv", "stablelm", "falcon_mamba"],
  Gemma: ["gemma2", "gemma3", "gemma3_text", "gemma3n", "recurrent_gemma", "siglip2", "t5gemma"],
  Llama: [
    "arcee",
    "deepseek_v2",
    "deepseek_v3",
    "ernie4_5",
    "jamba",
    "llama4",
    "mistral",
    "mistral3",
    "mixtral",
    "ministral",
    "mllama",
    "persimmon",
    "phi3",
    "phimoe",
    "zamba",
    "zamba2",
    "llama4_text",
    "diffllama",
    "jetmoe",
  ],
  CodeGen: ["phi"],
  Cohere: ["cohere2"],
  Qwen2: ["qwen2_moe", "qwen3", "qwen3_moe", "qwen3_next", "qwen2_vl", "qwen2_5_vl"],
  Roberta: ["data2vec-text", "ibert", "roberta-prelayernorm"],
  T5: ["longt5", "switch_transformers", "umt5"],
  XLMRoberta: ["metaclip_2", "xlm-roberta-xl", "xmod"],
  Albert: ["nystromformer", "yoso"],
  Pegasus: ["pegasus_x", "bigbird_pegasus"],
  LayoutLMv3: ["lilt"],
  Nllb: ["nllb-moe"],
};

/**
 * The rules of the class that Python would open a tokenizer with; none for a class that has no fast tokenizer.
 * @param settings `tokenizer_config.json`, whose `tokenizer_class` counts before that of `config`
 * @param config `config.json`
 */
export function findPythonClass(settings: Json, config: Json = {}): PythonClass | undefined {
  const name = [settings.tokenizer_class, config.tokenizer_class].find((found) => typeof found === "string");
  if (name !== undefined) return pythonClasses[name.replace(/Tokenizer(?:Fast)?$/, "")];
  const { model_type: type } = config;
  if (typeof type !== "string") return pythonClasses.PreTrained;
  const [listed] = Object.entries(byModelType).find(([, types]) => types.includes(type)) ?? [];
  const plain = type.replace(/[-_]/g, "").toLowerCase();
  const alike = Object.keys(pythonClasses).find((known) => known.toLowerCase() === plain);
  return pythonClasses[listed ?? alike ?? ""];
}

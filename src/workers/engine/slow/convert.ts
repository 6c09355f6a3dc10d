import * as v from "valibot";
import type { Json } from "../../../shared/json.ts";
import { readSentencePiece, type SentencePiece } from "../sentencepiece.ts";
import { findPythonClass } from "../tokenizer/python-classes.ts";
import { isOld, toldBy } from "../tokenizer/told.ts";
import { type BytePairKind, fromBytePairs } from "./byte-pairs.ts";
import { specialsOf } from "./special.ts";
import { fromSentencePiece, type UnigramKind } from "./unigram.ts";
import { fromVocabulary } from "./wordpiece.ts";

/** Files of a repository by their names, `undefined` where it has none. */
export interface SlowFiles {
  text(file: string): Promise<string | undefined>;
  bytes(file: string): Promise<Uint8Array | undefined>;
  json(file: string): Promise<Json | undefined>;
}

interface Settings {
  /** `config.json`. */
  readonly config: Json;
  /** `tokenizer_config.json`; empty where there is none. */
  readonly tokenizerConfig: Json;
}

type Kind = "wordpiece" | BytePairKind | UnigramKind;

/** Python's slow tokenizers by class, without `Tokenizer` or `TokenizerFast` behind it, and by `model_type`. */
const kinds: Readonly<Record<string, Kind>> = {
  Albert: "albert",
  Bart: "roberta",
  Bert: "wordpiece",
  CLIP: "clip",
  Camembert: "camembert",
  CodeGen: "gpt2",
  ConvBert: "wordpiece",
  DPRContextEncoder: "wordpiece",
  DPRQuestionEncoder: "wordpiece",
  DebertaV2: "deberta-v2",
  DistilBert: "wordpiece",
  Electra: "wordpiece",
  GPT2: "gpt2",
  LED: "roberta",
  LayoutLM: "wordpiece",
  LayoutLMv3: "roberta",
  Longformer: "roberta",
  MobileBert: "wordpiece",
  Mvp: "roberta",
  Roberta: "roberta",
  Siglip: "siglip",
  SpeechT5: "speecht5",
  SqueezeBert: "wordpiece",
  T5: "t5",
  XLMRoberta: "xlm-roberta",
  albert: "albert",
  bart: "roberta",
  bert: "wordpiece",
  camembert: "camembert",
  chinese_clip: "wordpiece",
  clip: "clip",
  codegen: "gpt2",
  convbert: "wordpiece",
  "deberta-v2": "deberta-v2",
  distilbert: "wordpiece",
  electra: "wordpiece",
  gpt2: "gpt2",
  gpt_neo: "gpt2",
  led: "roberta",
  longformer: "roberta",
  longt5: "t5",
  mobilebert: "wordpiece",
  mt5: "t5",
  mvp: "roberta",
  opt: "gpt2",
  roberta: "roberta",
  siglip: "siglip",
  speecht5: "speecht5",
  t5: "t5",
  umt5: "t5",
  "xlm-roberta": "xlm-roberta",
};

const pieceFiles = ["spiece.model", "spm.model", "sentencepiece.bpe.model", "tokenizer.model", "spm_char.model"];
const Vocab = v.record(v.string(), v.number());

/**
 * `tokenizer.json` of a repository that has only the files of a slow tokenizer, as Python's `convert_slow_tokenizer`
 * makes it. `undefined` where the class is not one of those, or its files are not there.
 */
export async function convertSlow(files: SlowFiles, { config, tokenizerConfig }: Settings): Promise<Json | undefined> {
  const kind = kindOf(tokenizerConfig.tokenizer_class ?? config.tokenizer_class, config.model_type);
  if (kind === undefined) return undefined;
  const [map, written] = await Promise.all([
    files.json("special_tokens_map.json"),
    isOld(tokenizerConfig) ? files.json("added_tokens.json") : undefined,
  ]);
  const byClass = findPythonClass(tokenizerConfig, config)?.tokens ?? {};
  const settings = { ...toldBy(tokenizerConfig, map), "added_tokens.json": written };
  const specials = specialsOf(byClass, settings, map);
  switch (kind) {
    case "wordpiece": {
      const vocab = await files.text("vocab.txt");
      return vocab === undefined ? undefined : fromVocabulary(vocab, specials, settings);
    }
    case "clip":
    case "gpt2":
    case "roberta": {
      const [vocab, merges] = await Promise.all([files.json("vocab.json"), files.text("merges.txt")]);
      if (!v.is(Vocab, vocab) || merges === undefined) return undefined;
      return fromBytePairs({ vocab, merges }, kind, specials, settings);
    }
    default: {
      const model = await firstPieces(files);
      // A model of characters is one of pieces that are a character long each.
      if (model?.algorithm !== (kind === "speecht5" ? "char" : "unigram")) return undefined;
      return fromSentencePiece(model, kind, specials, settings);
    }
  }
}

function kindOf(tokenizerClass: unknown, modelType: unknown): Kind | undefined {
  if (typeof tokenizerClass === "string") return kinds[tokenizerClass.replace(/Tokenizer(?:Fast)?$/, "")];
  return kinds[String(modelType)];
}

async function firstPieces(files: SlowFiles): Promise<SentencePiece | undefined> {
  for (const file of pieceFiles) {
    const bytes = await files.bytes(file);
    if (bytes) return readSentencePiece(bytes);
  }
  return undefined;
}

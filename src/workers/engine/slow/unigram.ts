import { toBase64 } from "../../../shared/base64.ts";
import type { Json } from "../../../shared/json.ts";
import type { SentencePiece } from "../sentencepiece.ts";
import type { AddedToken } from "../tokenizer/added.ts";
import type { NamedTokens } from "../tokenizer/python-classes.ts";
import { addedTokens, maskIn } from "./special.ts";
import { templateOf } from "./template.ts";

type Scored = readonly (readonly [string, number])[];

/** What Python's converters of SentencePiece models do otherwise, class by class. */
interface Kind {
  /** Its slow class knows `add_prefix_space` and `legacy`; the others put a space in front of every text. */
  readonly prefixes?: true;
  vocab(model: SentencePiece, config: Json): Scored;
  readonly unknownId?: number;
  normalizers(charsmap: readonly Json[], config: Json): readonly Json[];
  readonly template: readonly [Parameters<typeof templateOf>[1], Parameters<typeof templateOf>[2]];
  further?(config: Json): readonly Omit<AddedToken, "id">[];
}

const scoresOf = ({ pieces }: SentencePiece): Scored => pieces.map(({ text, score }) => [text, score]);
const nothing: Scored = ["<s>", "<pad>", "</s>", "<unk>"].map((token) => [token, 0]);
const replace = (pattern: Json, content: string): Json => ({ type: "Replace", pattern, content });
const spaces = { Regex: " {2,}" };
const usual: Kind["normalizers"] = (charsmap) => [
  ...charsmap,
  { type: "Strip", strip_left: false, strip_right: true },
  replace(spaces, "\u2581"),
];
const bert: Kind["template"] = [
  [{ token: "[CLS]" }, "A", { token: "[SEP]" }],
  [{ token: "[CLS]" }, "A", { token: "[SEP]" }, "B:1", { token: "[SEP]", type: 1 }],
];
const roberta: Kind["template"] = [
  [{ token: "<s>" }, "A", { token: "</s>" }],
  [{ token: "<s>" }, "A", { token: "</s>" }, { token: "</s>" }, "B", { token: "</s>" }],
];

/** `extra_ids`: 100 sentinels behind the vocabulary unless the checkpoint says otherwise, the last first. */
function sentinelsOf({ extra_ids: told }: Json): readonly string[] {
  const count = typeof told === "number" ? told : 100;
  return Array.from({ length: count }, (_, index) => `<extra_id_${count - 1 - index}>`);
}

const kinds = {
  albert: {
    // Numbers with a comma behind them are put far down, so that they are cut apart.
    vocab: (model) => scoresOf(model).map(([text, score]) => [text, /\p{Nd},$/u.test(text) ? score - 100 : score]),
    normalizers: (charsmap, config) => [
      replace({ String: "``" }, '"'),
      replace({ String: "''" }, '"'),
      ...(config.keep_accents === true ? [] : [{ type: "NFKD" }, { type: "StripAccents" }]),
      ...(config.do_lower_case === false ? [] : [{ type: "Lowercase" }]),
      ...charsmap,
      replace(spaces, " "),
    ],
    template: bert,
  },
  "deberta-v2": {
    vocab: scoresOf,
    normalizers: (charsmap, config) => [
      ...(config.do_lower_case === true ? [{ type: "Lowercase" }] : []),
      { type: "Strip", strip_left: true, strip_right: true },
      ...charsmap,
      replace(spaces, " "),
    ],
    template: bert,
  },
  "xlm-roberta": {
    vocab: (model) => [...nothing, ...scoresOf(model).slice(3), ["<mask>", 0]],
    unknownId: 3,
    normalizers: usual,
    template: roberta,
  },
  camembert: {
    vocab: (model) => [
      ["<s>NOTUSED", 0],
      ["<pad>", 0],
      ["</s>NOTUSED", 0],
      ["<unk>", 0],
      ["<unk>NOTUSED", -100],
      ...scoresOf(model).slice(1),
      ["<mask>", 0],
    ],
    unknownId: 3,
    normalizers: usual,
    template: roberta,
  },
  t5: {
    prefixes: true,
    vocab: (model, config) => [...scoresOf(model), ...sentinelsOf(config).map((token) => [token, 0] as const)],
    normalizers: usual,
    template: [
      ["A", { token: "</s>" }],
      ["A", { token: "</s>" }, "B", { token: "</s>" }],
    ],
    further: (config) =>
      sentinelsOf(config).map((content) => ({
        content,
        single_word: false,
        lstrip: true,
        rstrip: true,
        normalized: false,
        special: true,
      })),
  },
  siglip: {
    prefixes: true,
    vocab: scoresOf,
    // No converter of Python's: what `SiglipTokenizer` does to a text before it is cut. Signs are ASCII's alone.
    normalizers: (charsmap, config) => [
      ...(config.do_lower_case === false ? [] : [{ type: "Lowercase" }]),
      replace({ Regex: "[!-/:-@\\[-`{-~]" }, ""),
      replace({ Regex: "\\s+" }, " "),
      { type: "Strip", strip_left: true, strip_right: true },
      ...charsmap,
      replace(spaces, " "),
    ],
    template: [
      ["A", { token: "</s>" }],
      ["A", { token: "</s>" }, "B", { token: "</s>" }],
    ],
  },
  speecht5: {
    prefixes: true,
    vocab: scoresOf,
    normalizers: usual,
    template: [
      ["A", { token: "</s>" }],
      ["A", "B", { token: "</s>" }],
    ],
  },
} satisfies Record<string, Kind>;
export type UnigramKind = keyof typeof kinds;

function schemeOf({ prefixes }: Kind, { add_prefix_space: adds, legacy }: Json): "always" | "first" | "never" {
  if (!prefixes) return "always";
  return adds === false ? "never" : legacy === false ? "first" : "always";
}

/** `tokenizer.json` of a Unigram model of SentencePiece, as Python's `SpmConverter` and its kin make it. */
export function fromSentencePiece(model: SentencePiece, name: UnigramKind, specials: NamedTokens, config: Json): Json {
  const kind: Kind = kinds[name];
  const vocab = kind.vocab(model, config);
  const known = new Map(vocab.map(([token], id) => [token, id]));
  const ofModel = model.pieces
    .filter(({ kind: one, text }) => (one === "control" || one === "user") && known.has(text))
    .map(({ kind: one, text }) => ({
      content: text,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: one === "control",
    }));
  const masks = [specials.mask_token].flatMap((content) =>
    content === undefined
      ? []
      : [
          {
            content,
            single_word: false,
            lstrip: name !== "deberta-v2",
            rstrip: false,
            normalized: false,
            ...maskIn(config),
            special: true,
          },
        ],
  );
  const added = addedTokens(known, specials, config, [...masks, ...ofModel, ...(kind.further?.(config) ?? [])]);
  const idOf = (token: string) => added.find(({ content }) => content === token)?.id ?? known.get(token) ?? 0;
  const metaspace = { type: "Metaspace", replacement: "\u2581", prepend_scheme: schemeOf(kind, config), split: true };
  const charsmap =
    model.charsmap.length === 0 ? [] : [{ type: "Precompiled", precompiled_charsmap: toBase64(model.charsmap) }];
  const splitting = name === "deberta-v2" && config.split_by_punct === true;
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: { type: "Sequence", normalizers: kind.normalizers(charsmap, config) },
    pre_tokenizer:
      name === "deberta-v2"
        ? {
            type: "Sequence",
            pretokenizers: [...(splitting ? [{ type: "Punctuation", behavior: "Isolated" }] : []), metaspace],
          }
        : metaspace,
    post_processor: templateOf(idOf, ...kind.template),
    decoder: metaspace,
    model: { type: "Unigram", unk_id: kind.unknownId ?? model.unknownId, vocab, byte_fallback: false },
  };
}

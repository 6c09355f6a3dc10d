import type { Json } from "../../../shared/json.ts";
import type { NamedTokens } from "../tokenizer/python-classes.ts";
import { addedTokens } from "./special.ts";
import { templateOf } from "./template.ts";

/**
 * `tokenizer.json` of a `vocab.txt`, as Python's `BertConverter` makes it.
 * @param config `tokenizer_config.json`
 */
export function fromVocabulary(text: string, specials: NamedTokens, config: Json): Json {
  const vocab = new Map(
    text
      .replace(/\r?\n$/, "")
      .split(/\r?\n/)
      .map((token, id) => [token, id]),
  );
  const { unk_token: unknown = "[UNK]", cls_token: start = "[CLS]", sep_token: end = "[SEP]" } = specials;
  const added = addedTokens(vocab, specials, config);
  const idOf = (token: string) => added.find(({ content }) => content === token)?.id ?? vocab.get(token) ?? 0;
  const isBasic = config.do_basic_tokenize !== false;
  const first = { token: start };
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: isBasic && config.tokenize_chinese_chars !== false,
      strip_accents: isBasic ? (config.strip_accents ?? null) : false,
      lowercase: isBasic && config.do_lower_case !== false,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: templateOf(
      idOf,
      [first, "A", { token: end }],
      [first, "A", { token: end }, "B:1", { token: end, type: 1 }],
    ),
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: unknown,
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocab),
    },
  };
}

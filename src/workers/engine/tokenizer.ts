import { PreTrainedTokenizer } from "@huggingface/transformers";
import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";
import type { EncodeSettings, Encoding, SpanEncoding, SpanSettings, SpanTokenizer } from "../../tasks/ports.ts";
import { toSourceTokenizer, withoutLanguageCode } from "./marian.ts";
import { fromBytes } from "./spans/byte-level.ts";
import { createSpanEncoder, type EncodeSpans } from "./spans/encoder.ts";

type Json = Readonly<Record<string, unknown>>;

const ByteLevelDecoder = v.object({ decoder: v.object({ type: v.literal("ByteLevel") }) });
const Continuation = v.object({ model: v.object({ continuing_subword_prefix: v.nullish(v.string()) }) });

export interface TokenizerExtras {
  readonly chatTemplate?: string | undefined;
  /** Of `source.spm`, which Marian reads with. */
  readonly sourcePieces?: ReadonlyMap<string, number> | undefined;
}

/**
 * The library's tokenizer with Python's rules where it has others: the chat template is also read from
 * `chat_template.jinja`, truncation cuts the text, not the closing special tokens, and Marian reads with `source.spm`.
 */
export function createTokenizer(
  tokenizerJson: Json,
  tokenizerConfig: Json,
  { chatTemplate, sourcePieces }: TokenizerExtras = {},
): SpanTokenizer {
  const config = chatTemplate === undefined ? tokenizerConfig : { ...tokenizerConfig, chat_template: chatTemplate };
  const tokenizer = new PreTrainedTokenizer(tokenizerJson, config);
  const vocabulary = tokenizer.get_vocab();
  const maxLength = Number(config.model_max_length ?? Number.POSITIVE_INFINITY);

  const { model, pre_tokenizer, decoder } = tokenizer._tokenizer;
  let encodeSpans: EncodeSpans | undefined;

  function spans(text: string, settings: SpanSettings = {}): readonly SpanEncoding[] {
    if (!model) throw new TaskError("model-unsupported", "The tokenizer has no model.");
    encodeSpans ??= createSpanEncoder(tokenizerJson, { model, preTokenizer: pre_tokenizer });
    return encodeSpans(text, settings);
  }

  /**
   * The library only approximates SentencePiece's table of normal forms: it takes away spaces at the end, for one. Some
   * converted tokenizers have no table, and there its guess is the better one.
   */
  const exact = JSON.stringify(tokenizerJson.normalizer ?? null).includes('"precompiled_charsmap":"');

  function whole(text: string, pair: string | null, addSpecialTokens: boolean): Whole {
    if (exact) {
      const window = spans(text, pair === null ? {} : { pair })[0];
      if (window) return wholeOf(window, addSpecialTokens);
    }
    const { input_ids: ids, token_type_ids: types } = tokenizer(text, {
      text_pair: pair,
      add_special_tokens: addSpecialTokens,
      return_token_type_ids: true,
      return_tensor: false,
    });
    const own = () => {
      const bare = tokenizer.encode(text, { add_special_tokens: false });
      return { start: placeOf(bare, ids), count: bare.length };
    };
    return { ids, typeIds: types ?? ids.map(() => 0), own };
  }

  const sourceJson = sourcePieces && toSourceTokenizer(tokenizerJson, sourcePieces);
  const source = sourceJson && new PreTrainedTokenizer(sourceJson, config);

  /** Marian's own way: the language code, the pieces of the source, the end. */
  function encodeSource(reader: PreTrainedTokenizer, text: string, settings: EncodeSettings): Encoding {
    const { code, rest } = withoutLanguageCode(text);
    const tokens = [...(code === undefined ? [] : [code]), ...reader.tokenize(rest)];
    const unknown = vocabulary.get(String(tokenizer.unk_token)) ?? 0;
    const all = tokens.map((token) => vocabulary.get(token) ?? unknown);
    const end = settings.addSpecialTokens === false || tokenizer.eos_token_id == null ? [] : [tokenizer.eos_token_id];
    const kept = all.slice(0, Math.max(0, (settings.maxLength ?? Number.POSITIVE_INFINITY) - end.length));
    const ids = [...kept, ...end];
    return { ids, typeIds: ids.map(() => 0), dropped: all.length - kept.length };
  }

  function encode(text: string, settings: EncodeSettings = {}): Encoding {
    if (source) return encodeSource(source, text, settings);
    const { pair = null, addSpecialTokens = true, maxLength: limit = Number.POSITIVE_INFINITY } = settings;
    const { ids, typeIds, own } = whole(text, pair, addSpecialTokens);
    if (ids.length <= limit) return { ids, typeIds, dropped: 0 };
    const { start, count } = own();
    const kept = count - (ids.length - limit);
    if (kept < 0) {
      throw new TaskError("input-too-large", `What goes beside the text has more than ${limit} tokens by itself.`);
    }
    const isKept = (_: number, place: number) => place < start + kept || place >= start + count;
    return { ids: ids.filter(isKept), typeIds: typeIds.filter(isKept), dropped: count - kept };
  }

  const special: ReadonlySet<number> = new Set(tokenizer.all_special_ids);
  const tokenOf = (id: number) => model?.vocab[id] ?? "";
  const isByteLevel = v.is(ByteLevelDecoder, tokenizerJson);

  return {
    encode,
    spans,
    // The library's own decoder for bytes takes text that was decoded before for bytes once more.
    join: (tokens) => (isByteLevel ? fromBytes(tokens) : decoder ? decoder([...tokens]) : tokens.join(" ")),
    tokenOf,
    pieceOf(id) {
      const token = tokenOf(id);
      if (isByteLevel) return fromBytes([token]);
      return special.has(id) ? token : token.replaceAll("\u2581", " ");
    },
    continuation: v.is(Continuation, tokenizerJson) ? (tokenizerJson.model.continuing_subword_prefix ?? "") : "",
    unknownId: model?.unk_token_id,
    classId: vocabulary.get(textOfToken(config.cls_token)),
    decode: (ids, { skipSpecialTokens = false, cleanUpSpaces } = {}) =>
      ids.length === 0
        ? ""
        : tokenizer.decode([...ids], {
            skip_special_tokens: skipSpecialTokens,
            ...(cleanUpSpaces === undefined ? {} : { clean_up_tokenization_spaces: cleanUpSpaces }),
          }),
    chat(messages, variables = {}) {
      const rendered = tokenizer.apply_chat_template(
        messages.map(({ role, content }) => ({ role, content })),
        { ...variables, tokenize: false, add_generation_prompt: true },
      );
      return encode(String(rendered), { addSpecialTokens: false }).ids;
    },
    hasChatTemplate: config.chat_template !== undefined && config.chat_template !== null,
    chatTemplateNames: (variable) => JSON.stringify(config.chat_template ?? "").includes(variable),
    idOf: (token) => vocabulary.get(token),
    padId: tokenizer.pad_token_id ?? 0,
    specialIds: special,
    maxLength: Number.isFinite(maxLength) && maxLength < 1e9 ? maxLength : Number.POSITIVE_INFINITY,
  };
}

/** `tokenizer_config.json` writes a token as its text, or as an object around it. */
function textOfToken(token: unknown): string {
  return v.is(v.object({ content: v.string() }), token) ? token.content : String(token);
}

/** Token ids of a text or a pair, and where among them the text's own stand. */
interface Whole {
  readonly ids: readonly number[];
  readonly typeIds: readonly number[];
  readonly own: () => { readonly start: number; readonly count: number };
}

function wholeOf({ ids, typeIds, sequences }: SpanEncoding, addSpecialTokens: boolean): Whole {
  const isWanted = (_: number, place: number) => addSpecialTokens || sequences[place] !== null;
  const kept = sequences.filter((sequence) => addSpecialTokens || sequence !== null);
  return {
    ids: ids.filter(isWanted),
    typeIds: typeIds.filter(isWanted),
    own: () => ({ start: Math.max(0, kept.indexOf(0)), count: kept.filter((sequence) => sequence === 0).length }),
  };
}

/** Where a text's own tokens begin behind the special tokens of its template. */
function placeOf(bare: readonly number[], ids: readonly number[]): number {
  for (let start = 0; start + bare.length <= ids.length; start++) {
    if (bare.every((id, index) => ids[start + index] === id)) return start;
  }
  return 0;
}

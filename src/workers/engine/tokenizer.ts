import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";
import type { Json } from "../../shared/json.ts";
import { cleanUpSpaces } from "../../shared/text/clean-up-spaces.ts";
import { strip } from "../../shared/text/strip.ts";
import type { EncodeSettings, Encoding, SpanEncoding, SpanSettings, SpanTokenizer } from "../../tasks/ports.ts";
import { createChatTemplate } from "./chat-template.ts";
import { createSourceModel, findSourceModel, withoutLanguageCode } from "./marian.ts";
import { readingOf, type SentencePiece } from "./sentencepiece.ts";
import { fromBytes } from "./tokenizer/byte-level.ts";
import { createDecodeChain } from "./tokenizer/decoder.ts";
import { createSpanEncoder, type EncodeSpans } from "./tokenizer/encoder.ts";
import { openFiles } from "./tokenizer/opened.ts";

const ByteLevelDecoder = v.looseObject({ type: v.literal("ByteLevel") });

export interface TokenizerExtras {
  /** Of files of their own, which win over `tokenizer_config.json`: one template, or several by name. */
  readonly chatTemplate?: unknown;
  /** `special_tokens_map.json` */
  readonly specialTokens?: Json | undefined;
  /** `config.json` */
  readonly config?: Json | undefined;
  /** By which Python reads texts of Marian and M2M100, for which it has no fast tokenizer. */
  readonly sentencePiece?: SentencePiece | undefined;
}

/**
 * A tokenizer as Python's fast one for the same files.
 * @param settings `tokenizer_config.json`
 * @throws TaskError `model-unsupported` for parts of a tokenizer that are not known
 */
export function createTokenizer(
  tokenizerJson: Json,
  settings: Json,
  { chatTemplate, specialTokens, config, sentencePiece }: TokenizerExtras = {},
): SpanTokenizer {
  const opened = openFiles({ tokenizer: tokenizerJson, settings, specialTokens, config });
  const { json, model, added, named, unwritten, wordEnd, truncationSide } = opened;
  const idOf = toIdOf(added, model.vocabulary);
  const tokens = tokensById(added, model.vocabulary);
  const tokenOf = (id: number) => tokens[id] ?? "";
  const special: ReadonlySet<number> = new Set(added.filter((token) => token.special).map(({ id }) => id));
  // What it was called before transformers 2.5 counts where the other is not there.
  const { model_max_length: length = settings.max_len } = settings;
  const maxLength = Number(length ?? Number.POSITIVE_INFINITY);
  const chat = createChatTemplate(chatTemplate ?? settings.chat_template, named);

  // Special tokens that stand in a text may be asked to be text.
  const splits = settings.split_special_tokens === true;
  const found = splits ? added.filter((token) => !token.special) : added;
  const reading = { ...json, ...(sentencePiece && readingOf(sentencePiece)), added_tokens: found };
  const around = { tokenOf, hasTypes: opened.hasTypes, truncationSide };
  const encodeSpans = createSpanEncoder(reading, model, around);
  const sourceModel = sentencePiece && findSourceModel(json, sentencePiece);
  const source = sourceModel && {
    encode: createSpanEncoder(reading, createSourceModel(sourceModel, model), around),
  };

  /** Marian's own way: the language code, the pieces of the source, the end. */
  function encodeSource(
    read: EncodeSpans,
    text: string,
    { addSpecialTokens, maxLength: limit }: EncodeSettings,
  ): Encoding {
    const { code, rest } = withoutLanguageCode(text);
    const [window] = read(rest, {});
    const pieces = window ? window.ids.filter((_, place) => window.sequences[place] !== null) : [];
    const all = [...(code === undefined ? [] : [idOf(code) ?? model.unknownId ?? 0]), ...pieces];
    const endId = idOf(named.eos_token);
    const end = addSpecialTokens === false || endId === undefined ? [] : [endId];
    const kept = all.slice(0, Math.max(0, (limit ?? Number.POSITIVE_INFINITY) - end.length));
    const ids = [...kept, ...end];
    return { ids, typeIds: ids.map(() => 0), dropped: all.length - kept.length };
  }

  function encode(text: string, encodeSettings: EncodeSettings = {}): Encoding {
    if (source) return encodeSource(source.encode, text, encodeSettings);
    const { pair, addSpecialTokens = true, maxLength: limit = Number.POSITIVE_INFINITY, truncation } = encodeSettings;
    const [window] = encodeSpans(text, pair === undefined ? {} : { pair });
    if (!window) return { ids: [], typeIds: [], dropped: 0 };
    return cut(window, { addSpecialTokens, limit, truncation, isLeft: truncationSide === "left" });
  }

  function renderChat(...[messages, variables = {}]: Parameters<SpanTokenizer["renderChat"]>): string {
    if (chat) return chat.render(messages, variables);
    const message = "The checkpoint has no chat template.";
    throw new TaskError("input-invalid", message, undefined, { reason: "template-missing" });
  }

  const { decoder: decoderJson } = json;
  const decodeChain = decoderJson == null ? undefined : createDecodeChain(decoderJson);
  const isByteLevel = v.is(ByteLevelDecoder, decoderJson);
  const join = (parts: readonly string[]) => (decodeChain ? decodeChain(parts).join("") : parts.join(" "));

  return {
    encode,
    spans: (text: string, spanSettings: SpanSettings = {}) => encodeSpans(text, spanSettings),
    join,
    tokenOf,
    pieceOf(id) {
      const token = tokenOf(id);
      if (isByteLevel) return fromBytes([token]);
      return special.has(id) ? token : token.replaceAll("\u2581", " ");
    },
    continuation: model.continuation,
    unknownId: idOf(named.unk_token),
    classId: idOf(named.cls_token),
    maskToken: named.mask_token,
    decode(ids, { skipSpecialTokens = false, cleanUpSpaces: cleans = settings.clean_up_tokenization_spaces } = {}) {
      const kept = ids.filter((id) => tokens[id] !== undefined && !(skipSpecialTokens && special.has(id)));
      const written = join(kept.map(tokenOf));
      const spaced = wordEnd === undefined ? written : strip(written.replaceAll(wordEnd, " "));
      const text = unwritten ? spaced.replace(unwritten, "") : spaced;
      return cleans === true ? cleanUpSpaces(text) : text;
    },
    chat: (messages, variables) => encode(renderChat(messages, variables), { addSpecialTokens: false }).ids,
    renderChat,
    beginToken: named.bos_token,
    hasChatTemplate: chat !== undefined,
    chatTemplateNames: (variable) => chat?.source.includes(variable) ?? false,
    idOf,
    padId: idOf(named.pad_token) ?? 0,
    paddingSide: opened.paddingSide,
    specialIds: special,
    maxLength: Number.isFinite(maxLength) && maxLength < 1e9 ? maxLength : Number.POSITIVE_INFINITY,
  };
}

interface Cutting {
  readonly truncation: EncodeSettings["truncation"];
  readonly addSpecialTokens: boolean;
  readonly limit: number;
  readonly isLeft: boolean;
}

/** Leaves out what is beyond the limit, of the first text or of the longer one; special tokens stay. */
function cut(
  { ids, typeIds, sequences }: SpanEncoding,
  { addSpecialTokens, limit, isLeft, truncation = "only_first" }: Cutting,
): Encoding {
  const lengthOf = (part: 0 | 1) => sequences.filter((sequence) => sequence === part).length;
  const [first, second] = [lengthOf(0), lengthOf(1)];
  const all = addSpecialTokens ? ids.length : first + second;
  const dropped = Math.max(0, all - limit);
  const room = first + second - dropped;
  const kept = truncation === "longest_first" ? sharesOf(room, first, second) : ([first - dropped, second] as const);
  if (kept[0] < 0 || kept[1] < 0) {
    throw new TaskError(
      "input-too-large",
      `What goes beside the text has more than ${limit} tokens by itself.`,
      undefined,
      {
        reason: "pair-beyond",
        values: { limit: String(limit) },
      },
    );
  }
  const places = [0, 0];
  const isKept = sequences.map((sequence) => {
    if (sequence === null) return addSpecialTokens;
    const place = places[sequence] ?? 0;
    places[sequence] = place + 1;
    return isLeft ? place >= (sequence === 0 ? first : second) - kept[sequence] : place < kept[sequence];
  });
  const chosen = <T>(values: readonly T[]) => values.filter((_, index) => isKept[index]);
  return { ids: chosen(ids), typeIds: chosen(typeIds), dropped };
}

/** How much of each of two texts stays when the longer one is cut first: `LongestFirst` of the crate `tokenizers`. */
function sharesOf(room: number, first: number, second: number): readonly [first: number, second: number] {
  if (first + second <= room) return [first, second];
  let shorter = Math.min(first, second);
  let longer = shorter > room ? shorter : Math.max(shorter, room - shorter);
  if (shorter + longer > room) {
    shorter = Math.floor(room / 2);
    longer = shorter + (room % 2);
  }
  return first > second ? [longer, shorter] : [shorter, longer];
}

interface Added {
  readonly id: number;
  readonly content: string;
}

function toIdOf(added: readonly Added[], vocabulary: ReadonlyMap<string, number>) {
  const ids = new Map(added.map(({ content, id }) => [content, id]));
  return (token: string | undefined) => (token === undefined ? undefined : (ids.get(token) ?? vocabulary.get(token)));
}

function tokensById(added: readonly Added[], vocabulary: ReadonlyMap<string, number>): readonly string[] {
  const tokens: string[] = [];
  for (const [token, id] of vocabulary) tokens[id] = token;
  for (const { content, id } of added) tokens[id] = content;
  return tokens;
}

import * as v from "valibot";
import { TaskError } from "../../../shared/errors.ts";
import type { SpanEncoding, SpanSettings } from "../../../tasks/ports.ts";
import { AddedToken, createSections } from "./added.ts";
import { align, slice, textOf } from "./aligned.ts";
import { trimmed } from "./byte-level.ts";
import type { Model } from "./models/model.ts";
import { createNormalize } from "./normalize.ts";
import type { Side } from "./opened.ts";
import { createPreTokenize } from "./pretokenize.ts";
import { type TemplateItem, templatesOf } from "./template.ts";
import { windowsOf } from "./windows.ts";

/** A token of one text: its place there in code points, and which word of the text it belongs to. */
interface Token {
  readonly id: number;
  /** Its characters as the model sees them; an added token may have swallowed spaces. */
  readonly surface: string;
  readonly start: number;
  readonly end: number;
  readonly word: number;
}

const TokenizerJson = v.object({
  added_tokens: v.nullish(v.array(AddedToken), []),
  normalizer: v.optional(v.unknown()),
  pre_tokenizer: v.optional(v.unknown()),
  post_processor: v.optional(v.unknown()),
});

const Trimming = v.object({
  type: v.picklist(["ByteLevel", "RobertaProcessing"]),
  trim_offsets: v.nullish(v.boolean(), true),
  add_prefix_space: v.nullish(v.boolean(), true),
});

/** @returns the windows of a text or a pair, each with its special tokens, as Python's fast tokenizers make them */
export type EncodeSpans = (text: string, settings: SpanSettings) => readonly SpanEncoding[];

/** What the encoder cannot read off `tokenizer.json`. */
interface Around {
  /** A token as the vocabulary writes it. */
  readonly tokenOf: (id: number) => string;
  /** Whether the second text of a pair has a type of its own; without one, all types are 0. */
  readonly hasTypes: boolean;
  /** From which side on windows are cut. */
  readonly truncationSide: Side;
}

export function createSpanEncoder(
  tokenizerJson: unknown,
  model: Model,
  { tokenOf, hasTypes, truncationSide }: Around,
): EncodeSpans {
  const json = v.parse(TokenizerJson, tokenizerJson);
  const sections = createSections(json.added_tokens, createNormalize(json.normalizer));
  const preTokenize = createPreTokenize(json.pre_tokenizer);
  const templates = templatesOf(json.post_processor);
  const trimming = trimmingOf(json.post_processor);

  function tokensOf(text: string): readonly Token[] {
    const words = sections(align(text)).flatMap(({ text: section, id }) =>
      id === undefined
        ? preTokenize(section)
            .filter(({ chars }) => chars.length > 0)
            .map((word) => ({ word, pieces: model.cut(word.chars) }))
        : [{ word: section, pieces: [{ id, from: 0, to: section.chars.length }] }],
    );
    return words.flatMap(({ word, pieces }, index) =>
      pieces.map(({ id, from, to }): Token => {
        const surface = textOf(slice(word, from, to));
        return { id, surface, start: word.starts[from] ?? 0, end: word.ends[to - 1] ?? 0, word: index };
      }),
    );
  }

  /** The first token of a window counts as the first of a text. */
  function trim(tokens: readonly Token[]): readonly Token[] {
    if (!trimming) return tokens;
    return tokens.map((token, index) => {
      const [start, end] = trimmed(token.surface, [token.start, token.end], index === 0, trimming.add_prefix_space);
      return { ...token, start, end };
    });
  }

  return (text, { pair, maxLength = Number.POSITIVE_INFINITY, stride = 0, truncation = "only_second" }) => {
    const texts = [text, ...(pair === undefined ? [] : [pair])].map(tokensOf);
    const template = pair === undefined ? templates.single : templates.pair;
    const isCut = (place: number) => place === (pair === undefined || truncation === "only_first" ? 0 : 1);
    const length = texts.find((_, place) => isCut(place))?.length ?? 0;
    const specials = template.filter(({ kind }) => kind === "special").length;
    const kept = texts.reduce((sum, tokens, place) => (isCut(place) ? sum : sum + tokens.length), specials);
    const room = maxLength - kept;
    // Python's tokenizers panic here.
    if (length > room && room <= Math.max(stride, 0)) {
      throw new TaskError(
        "input-invalid",
        `Of ${maxLength} tokens, ${Math.max(0, room)} are left for the text, and windows must overlap by ${stride}.`,
        undefined,
        {
          reason: "stride-beyond",
          values: { limit: String(maxLength), room: String(Math.max(0, room)), stride: String(stride) },
        },
      );
    }
    return windowsOf(length, room, stride, truncationSide).map(([from, to]) => {
      const window = texts.map((tokens, place) => trim(isCut(place) ? tokens.slice(from, to) : tokens));
      const filled = fill(template, window, tokenOf);
      return hasTypes ? filled : { ...filled, typeIds: filled.typeIds.map(() => 0) };
    });
  };
}

interface Placed extends Omit<Token, "word" | "surface"> {
  readonly word: number | null;
  readonly sequence: 0 | 1 | null;
  readonly typeId: number;
}

function fill(
  template: readonly TemplateItem[],
  texts: readonly (readonly Token[])[],
  tokenOf: (id: number) => string,
): SpanEncoding {
  const tokens = template.flatMap((item): readonly Placed[] => {
    const { typeId } = item;
    if (item.kind === "text") {
      return (texts[item.sequence] ?? []).map((token) => ({ ...token, sequence: item.sequence, typeId }));
    }
    return [{ id: item.id, start: 0, end: 0, word: null, sequence: null, typeId }];
  });
  return {
    ids: tokens.map(({ id }) => id),
    typeIds: tokens.map(({ typeId }) => typeId),
    tokens: tokens.map(({ id }) => tokenOf(id)),
    offsets: tokens.map(({ start, end }) => [start, end]),
    words: tokens.map(({ word }) => word),
    sequences: tokens.map(({ sequence }) => sequence),
  };
}

/** The post-processor that takes spaces out of the places, also as one of several. */
function trimmingOf(json: unknown): v.InferOutput<typeof Trimming> | undefined {
  const parts = v.is(v.object({ processors: v.array(v.unknown()) }), json) ? json.processors : [json];
  for (const part of parts) {
    const found = v.safeParse(Trimming, part);
    if (found.success && found.output.trim_offsets) return found.output;
  }
  return undefined;
}

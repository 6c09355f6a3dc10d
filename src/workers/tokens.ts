import { contentText } from "../shared/media.ts";
import { maxTokensOf, trainedPositionsOf } from "../tasks/common/text/run/max-tokens.ts";
import type { SpanTokenizer } from "../tasks/ports.ts";
import type { TokenCount, TokensSubject } from "./protocol.ts";

export interface OpenedTokenizer {
  readonly tokenizer: Pick<
    SpanTokenizer,
    "encode" | "chat" | "hasChatTemplate" | "pieceOf" | "specialIds" | "maxLength"
  >;
  /** `config.json`. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** So many tokens are told one by one; the rest is counted. */
const toldTokens = 400;

/** What a model would read of texts, special tokens included. */
export function countTokens({ tokenizer, config }: OpenedTokenizer, subject: TokensSubject): TokenCount {
  const items = idsOf(tokenizer, subject);
  const told = items.flatMap((ids, item) => ids.slice(0, toldTokens).map((id) => ({ item, id }))).slice(0, toldTokens);
  const most = Math.min(maxTokensOf(config, tokenizer), trainedPositionsOf(config));
  return {
    counts: items.map((ids) => ids.length),
    maxLength: Number.isFinite(most) ? most : null,
    tokens: told.map(({ item, id }) => ({
      item,
      id,
      text: tokenizer.pieceOf(id),
      special: tokenizer.specialIds.has(id),
    })),
  };
}

function idsOf(tokenizer: OpenedTokenizer["tokenizer"], subject: TokensSubject): readonly (readonly number[])[] {
  if (subject.kind === "texts") return subject.texts.map((text) => tokenizer.encode(text).ids);
  if (tokenizer.hasChatTemplate) return [tokenizer.chat(subject.messages)];
  return subject.messages.map(({ content }) => tokenizer.encode(contentText(content)).ids);
}

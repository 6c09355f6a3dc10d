import * as v from "valibot";
import { CheckpointRef } from "../../hub/checkpoint.ts";
import { Sources } from "../../hub/sources.ts";
import { ChatMessage, contentText } from "../../shared/media.ts";
import { handler } from "../../shared/rpc/callee.ts";
import { defineVerb } from "../../shared/rpc/verb.ts";
import { maxTokensOf, trainedPositionsOf } from "../../tasks/common/text/run/max-tokens.ts";
import { Loading } from "../loading.ts";
import type { OpenedTokenizer, Realm } from "../realm.ts";

const TokensSubject = v.variant("kind", [
  v.object({ kind: v.literal("texts"), texts: v.array(v.string()) }),
  v.object({ kind: v.literal("messages"), messages: v.array(ChatMessage) }),
]);
export type TokensSubject = v.InferOutput<typeof TokensSubject>;

const TokensRequest = v.object({ checkpoint: CheckpointRef, sources: Sources, subject: TokensSubject });
export type TokensRequest = v.InferOutput<typeof TokensRequest>;

const TokenCount = v.object({
  /** Of each text, or of the whole conversation, special tokens included. */
  counts: v.array(v.number()),
  /** What the model reads at once; `null` where nothing says. */
  maxLength: v.nullable(v.number()),
  /** The first ones. `item` is the place of their text. */
  tokens: v.array(v.object({ item: v.number(), id: v.number(), text: v.string(), special: v.boolean() })),
});
export type TokenCount = v.InferOutput<typeof TokenCount>;

/** Tells what a checkpoint's tokenizer makes of texts; needs no loaded model and loads none. */
export const tokensVerb = defineVerb({ name: "tokens", request: TokensRequest, event: Loading, answer: TokenCount });

/** Tokenizers are kept one at a time, apart from any model. */
export function handleTokens({ engine }: Realm) {
  let kept: { readonly key: string; readonly tokenizer: Promise<OpenedTokenizer> } | undefined;
  return handler(tokensVerb, async (request, { tell }) => {
    const { model, revision } = request.checkpoint;
    const key = `${model} ${revision}`;
    if (kept?.key !== key) {
      kept = { key, tokenizer: engine.openTokenizer(request, (event) => tell({ type: "loading", ...event })) };
    }
    const { tokenizer } = kept;
    try {
      return countTokens(await tokenizer, request.subject);
    } catch (reason) {
      if (kept?.tokenizer === tokenizer) kept = undefined;
      throw reason;
    }
  });
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

import * as v from "valibot";
import type { Json } from "../../../shared/json.ts";
import { type AddedToken, TokenText } from "../tokenizer/added.ts";
import { type NamedTokens, type TokenName, tokenNames } from "../tokenizer/python-classes.ts";

const Flags = {
  single_word: v.optional(v.boolean(), false),
  lstrip: v.optional(v.boolean(), false),
  rstrip: v.optional(v.boolean(), false),
  normalized: v.optional(v.boolean(), false),
  special: v.optional(v.boolean(), false),
};
const Decoder = v.record(v.string(), v.object({ content: v.string(), ...Flags }));

/** The special tokens of a checkpoint: what its files say, else what its class says. */
export function specialsOf(defaults: NamedTokens, ...files: readonly (Json | undefined)[]): NamedTokens {
  const named = tokenNames.flatMap((role) => {
    const content = files.flatMap((file) => {
      const parsed = v.safeParse(TokenText, file?.[role]);
      return parsed.success ? [parsed.output] : [];
    })[0];
    return content === undefined ? [] : [[role, content] as const];
  });
  return { ...defaults, ...Object.fromEntries(named) };
}

/**
 * Tokens that are found in a text before it is cut: those that `added_tokens_decoder` lists, as newer files do, the
 * special ones, and those of `further`. What the vocabulary lacks is numbered on from its end.
 */
export function addedTokens(
  vocab: ReadonlyMap<string, number>,
  specials: NamedTokens,
  config: Json,
  further: readonly Omit<AddedToken, "id">[] = [],
): readonly AddedToken[] {
  const added = new Map<string, AddedToken>();
  const listed = v.safeParse(Decoder, config.added_tokens_decoder);
  for (const [id, token] of Object.entries(listed.success ? listed.output : {})) {
    added.set(token.content, { id: Number(id), ...token });
  }
  let next = Math.max(vocab.size, ...[...added.values()].map(({ id }) => id + 1));
  for (const token of [...further, ...tokenNames.flatMap((role) => specialOf(role, specials[role]))]) {
    if (added.has(token.content)) continue;
    added.set(token.content, { id: vocab.get(token.content) ?? next++, ...token });
  }
  return [...added.values()].sort((a, b) => a.id - b.id);
}

/** A mask takes the space before it into itself. */
function specialOf(role: TokenName, content: string | undefined): readonly Omit<AddedToken, "id">[] {
  if (content === undefined) return [];
  const lstrip = role === "mask_token" && content !== "[MASK]";
  return [{ content, single_word: false, lstrip, rstrip: false, normalized: false, special: true }];
}

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
const Described = v.object({ content: v.string(), ...Flags });
const Decoder = v.record(v.string(), Described);
const Written = v.fallback(v.record(v.string(), v.number()), {});

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
 * Tokens that are found in a text before it is cut: those that `added_tokens_decoder` lists, as newer files do, those of
 * `added_tokens.json`, the special ones, and those of `further`. What the vocabulary lacks is numbered on from its end.
 * @param settings `tokenizer_config.json` and what belongs to it, `added_tokens.json` under its name
 */
export function addedTokens(
  vocab: ReadonlyMap<string, number>,
  specials: NamedTokens,
  settings: Json,
  further: readonly Omit<AddedToken, "id">[] = [],
): readonly AddedToken[] {
  const added = new Map<string, AddedToken>();
  const listed = v.safeParse(Decoder, settings.added_tokens_decoder);
  for (const [id, token] of Object.entries(listed.success ? listed.output : {})) {
    added.set(token.content, { id: Number(id), ...token });
  }
  let next = Math.max(vocab.size, ...[...added.values()].map(({ id }) => id + 1));
  const named = tokenNames.flatMap((role) => specialOf(role, specials[role], settings[role]));
  for (const token of [...writtenIn(settings, named), ...further, ...named]) {
    if (added.has(token.content)) continue;
    added.set(token.content, { id: vocab.get(token.content) ?? next++, ...token });
  }
  return [...added.values()].sort((a, b) => a.id - b.id);
}

type Unnumbered = Omit<AddedToken, "id">;

/** In the order of the numbers that they had; Python counts anew. */
function writtenIn({ "added_tokens.json": file }: Json, named: readonly Unnumbered[]): readonly Unnumbered[] {
  const contents = Object.entries(v.parse(Written, file)).sort(([, a], [, b]) => a - b);
  return contents.map(([content]) => {
    const special = named.some((token) => token.content === content);
    return { content, single_word: false, lstrip: false, rstrip: false, normalized: !special, special };
  });
}

/** As its own description says; else a mask takes the space before it into itself. */
function specialOf(role: TokenName, content: string | undefined, said: unknown): readonly Unnumbered[] {
  if (content === undefined) return [];
  if (v.is(Described, said)) return [{ ...v.parse(Described, said), special: true }];
  const lstrip = role === "mask_token" && content !== "[MASK]";
  return [{ content, single_word: false, lstrip, rstrip: false, normalized: false, special: true }];
}

/** What settings say of the spaces around the mask, and of the normalizer, where they describe it. */
export function maskIn({ mask_token: said }: Json): Partial<Unnumbered> {
  return v.is(Described, said) ? v.parse(Described, said) : {};
}

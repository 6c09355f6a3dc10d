import * as v from "valibot";
import type { Json } from "../../../shared/json.ts";
import { AddedToken, isNormalized, TokenText } from "./added.ts";
import { withEnds, withLanguage } from "./around.ts";
import { converted } from "./converted.ts";
import { createModel, type Model } from "./models/model.ts";
import { findPythonClass, type NamedTokens, type PythonClass, tokenNames } from "./python-classes.ts";
import { toldBy } from "./told.ts";

/** The files that say what a tokenizer is, as they are in the repository. */
export interface TokenizerFiles {
  readonly tokenizer: Json;
  /** `tokenizer_config.json` */
  readonly settings: Json;
  /** `special_tokens_map.json`, which counts only where the settings are of the time before `added_tokens_decoder`. */
  readonly specialTokens?: Json | undefined;
  /** `config.json` of the model. */
  readonly config?: Json | undefined;
}

/** A `tokenizer.json` as Python's class makes use of it, and the tokens that have a name. */
export interface OpenedFiles {
  readonly json: Json;
  readonly model: Model;
  readonly added: readonly AddedToken[];
  readonly named: NamedTokens;
  readonly unwritten: RegExp | undefined;
  readonly wordEnd: string | undefined;
  /** Whether Python gives a model the types of a pair's tokens (`token_type_ids`). */
  readonly hasTypes: boolean;
  readonly paddingSide: Side;
  readonly truncationSide: Side;
}

export type Side = "left" | "right";

/** A token as settings name it, with what they say of the spaces beside it; of a text alone they say nothing. */
const Described = v.union([
  v.pipe(
    v.string(),
    v.transform((content) => ({
      ...{ content, single_word: false, lstrip: false, rstrip: false, normalized: false, isText: true },
    })),
  ),
  v.pipe(
    v.omit(AddedToken, ["id", "special"]),
    v.transform((token) => ({ ...token, isText: false })),
  ),
]);
const Several = v.fallback(v.array(Described), []);
/** By a name of its own: `{ "image_token": "<image>" }`. */
const Extra = v.fallback(v.record(v.string(), Described), {});
type Described = v.InferOutput<typeof Described>;
const AddedById = v.record(v.string(), v.omit(AddedToken, ["id"]));
const Tokenizer = v.looseObject({ added_tokens: v.nullish(v.array(AddedToken), []), model: v.optional(v.unknown()) });

/** Does what `from_pretrained` of transformers 4.57.6 does with these files. */
export function openFiles({ tokenizer, settings, specialTokens, config }: TokenizerFiles): OpenedFiles {
  const known = findPythonClass(settings, config);
  const all = toldBy(settings, specialTokens);
  const named = namedTokens(all, known?.tokens ?? {});
  const model = createModel(tokenizer.model);
  const { added_tokens: written } = v.parse(Tokenizer, tokenizer);
  const added = addedTokens(written, { settings: all, named, model, known });
  const idOf = (token: string) => added.find(({ content }) => content === token)?.id ?? model.vocabulary.get(token);
  const json = known ? rewritten(tokenizer, settings, { known, named, idOf }) : tokenizer;
  return {
    json,
    model,
    added,
    named,
    unwritten: known?.unwritten,
    wordEnd: known?.wordEnd,
    hasTypes: hasTypes(settings, known),
    paddingSide: sideOf(settings.padding_side, tokenizer.padding) ?? known?.paddingSide ?? "right",
    truncationSide: sideOf(settings.truncation_side, tokenizer.truncation) ?? "right",
  };
}

/** What `tokenizer_config.json` says of a side, else what `tokenizer.json` was saved with. */
function sideOf(said: unknown, saved: unknown): Side | undefined {
  if (v.is(Side, said)) return said;
  return v.is(Directed, saved) ? (saved.direction === "Left" ? "left" : "right") : undefined;
}

const Side = v.picklist(["left", "right"]);
const Directed = v.object({ direction: v.picklist(["Left", "Right"]) });

const InputNames = v.object({ model_input_names: v.array(v.string()) });

/** What `tokenizer_config.json` says that a model is given, else what the class says. */
function hasTypes(settings: Json, known: PythonClass | undefined): boolean {
  if (!v.is(InputNames, settings)) return known === undefined || known.tellsTypes === true;
  return settings.model_input_names.includes("token_type_ids");
}

/** `null` says that there is none; only where nothing is said, the class has its own. */
function namedTokens(settings: Json, byClass: NamedTokens): NamedTokens {
  return Object.fromEntries(
    tokenNames.flatMap((name) => {
      const found = name in settings ? v.safeParse(TokenText, settings[name]) : undefined;
      const token = found ? (found.success ? found.output : undefined) : byClass[name];
      return token === undefined ? [] : [[name, token]];
    }),
  );
}

interface Adding {
  readonly settings: Json;
  readonly named: NamedTokens;
  readonly model: Model;
  readonly known: PythonClass | undefined;
}

/**
 * Those of `tokenizer.json`, then those that only the settings name or describe otherwise. Where both know a token, the
 * crate goes on looking for it where it did, before or behind the normalizer; its spaces are as it was described last.
 */
function addedTokens(written: readonly AddedToken[], { settings, named, model, known }: Adding): readonly AddedToken[] {
  const all = new Map(written.map((token) => [token.content, token]));
  const listed = v.parse(Several, settings.additional_special_tokens);
  const specials: readonly Described[] = [
    ...Object.entries(named).map(([name, content]) => describedIn(settings[name], content)),
    ...listed,
    ...Object.values(v.parse(Extra, settings.extra_special_tokens)),
  ];
  const names = new Set(specials.map(({ content }) => content));

  function add({ isText: _, ...token }: Omit<AddedToken, "id"> & { readonly isText?: boolean }): void {
    if (token.content === "") return;
    const before = all.get(token.content);
    const next = [...all.values()].reduce((most, { id }) => Math.max(most, id + 1), model.vocabulary.size);
    const id = before?.id ?? model.vocabulary.get(token.content) ?? next;
    const special = token.special || before?.special === true;
    // A plain token that is described anew is found by both of its descriptions.
    const normalized = before ? isNormalized(before) || (!before.special && isNormalized(token)) : token.normalized;
    all.set(token.content, { ...token, special, normalized, id });
  }

  const decoder = v.safeParse(AddedById, known?.overlooksDecoder ? {} : settings.added_tokens_decoder);
  const described = Object.entries(decoder.success ? decoder.output : {});
  for (const [, token] of described.sort(([a], [b]) => Number(a) - Number(b))) {
    add({ ...token, special: token.special || names.has(token.content) });
  }
  const byDecoder = new Set(all.keys());
  const isMaskSaid = "mask_token" in settings;
  for (const token of specials) {
    const { content, isText } = token;
    const before = all.get(content);
    const isMask = content === named.mask_token && known?.maskTakesSpace === true;
    const takesSpace = isMask && (!isMaskSaid || (isText && !byDecoder.has(content)));
    if (!before || takesSpace) add({ ...token, lstrip: takesSpace || token.lstrip, special: true });
    else if (listed.includes(token) && !isText) add({ ...token, normalized: isNormalized(before), special: true });
    else all.set(content, { ...before, normalized: isNormalized(before), special: true });
  }
  return [...all.values()];
}

function describedIn(setting: unknown, content: string): Described {
  return v.is(Described, setting) ? v.parse(Described, setting) : v.parse(Described, content);
}

interface Rewriting {
  readonly known: PythonClass;
  readonly named: NamedTokens;
  readonly idOf: (token: string) => number | undefined;
}

function rewritten(written: Json, settings: Json, { known, named, idOf }: Rewriting): Json {
  const tokenizer = known.conversion ? converted(written, settings, known.conversion) : written;
  const prefixSpace = settings.add_prefix_space ?? (known.prefixSpace === undefined ? false : known.prefixSpace);
  const trimming = {
    ...(typeof prefixSpace === "boolean" && { add_prefix_space: prefixSpace }),
    trim_offsets: settings.trim_offsets ?? true,
  };
  return {
    ...tokenizer,
    normalizer: known.normalizer ? asBert(tokenizer.normalizer, settings, known.normalizer) : tokenizer.normalizer,
    pre_tokenizer:
      typeof prefixSpace === "boolean"
        ? withPrefixSpace(tokenizer.pre_tokenizer, prefixSpace, known.prefixesParts === true)
        : tokenizer.pre_tokenizer,
    post_processor: known.ends
      ? withEnds({ ...known.ends, ...settings }, named, idOf)
      : ((known.source && withLanguage(settings, known.source, named, idOf)) ??
        (known.trims ? withKnown(tokenizer.post_processor, trimming) : tokenizer.post_processor)),
  };
}

const bertKeys = {
  do_lower_case: "lowercase",
  strip_accents: "strip_accents",
  tokenize_chinese_chars: "handle_chinese_chars",
  clean_text: "clean_text",
} as const;

function asBert(normalizer: unknown, settings: Json, keys: NonNullable<PythonClass["normalizer"]>): unknown {
  const byDefault: Json = { do_lower_case: true, strip_accents: null, tokenize_chinese_chars: true, clean_text: true };
  return withKnown(normalizer, Object.fromEntries(keys.map((key) => [bertKeys[key], settings[key] ?? byDefault[key]])));
}

const ByteLevel = v.looseObject({ type: v.literal("ByteLevel") });
const Sequence = v.looseObject({ type: v.literal("Sequence"), pretokenizers: v.array(v.unknown()) });

/** Only `ByteLevel` has the key for Python: the crate reads a `Metaspace` that was written with it as one of a scheme. */
function withPrefixSpace(preTokenizer: unknown, adds: boolean, prefixesParts: boolean): unknown {
  if (v.is(ByteLevel, preTokenizer)) return { ...preTokenizer, add_prefix_space: adds };
  if (!(adds && prefixesParts && v.is(Sequence, preTokenizer))) return preTokenizer;
  return {
    ...preTokenizer,
    pretokenizers: preTokenizer.pretokenizers.map((part) => withPrefixSpace(part, adds, true)),
  };
}

/** Sets what the component itself has already; a component of another kind has none of it. */
function withKnown(component: unknown, values: Json): unknown {
  if (!v.is(v.record(v.string(), v.unknown()), component)) return component;
  return { ...component, ...Object.fromEntries(Object.entries(values).filter(([key]) => key in component)) };
}

import * as v from "valibot";
import type { Json } from "../../../shared/json.ts";

/** A class whose `add_prefix_space`, where it is said, makes Python convert the slow tokenizer anew. */
export type Conversion = "llama" | "t5";

const mark = "\u2581";
const ByBytes = v.object({ model: v.object({ byte_fallback: v.literal(true) }) });
const Unigram = v.object({ model: v.object({ type: v.literal("Unigram") }), normalizer: v.optional(v.unknown()) });
const Sequence = v.object({ normalizers: v.array(v.unknown()) });
const Precompiled = v.object({ type: v.literal("Precompiled") });

/**
 * All of a `tokenizer.json` but its vocabulary as `LlamaConverter` or `T5Converter` of transformers writes it; of a
 * tokenizer of another kind than the class's own, Python has no model to convert.
 */
export function converted(tokenizer: Json, { add_prefix_space: adds, legacy }: Json, conversion: Conversion): Json {
  if (typeof adds !== "boolean") return tokenizer;
  const isNew = legacy === false;
  if (conversion === "llama") return v.is(ByBytes, tokenizer) ? asLlama(tokenizer, adds, isNew) : tokenizer;
  return v.is(Unigram, tokenizer) ? asT5(tokenizer, adds, isNew) : tokenizer;
}

function asLlama(tokenizer: Json, adds: boolean, isNew: boolean): Json {
  const replace = { type: "Replace", pattern: { String: " " }, content: mark };
  const prepend = adds ? [{ type: "Prepend", prepend: mark }] : [];
  const decoders = [
    { type: "Replace", pattern: { String: mark }, content: " " },
    { type: "ByteFallback" },
    { type: "Fuse" },
    ...(adds ? [{ type: "Strip", content: " ", start: 1, stop: 0 }] : []),
  ];
  return {
    ...tokenizer,
    ...(isNew
      ? { normalizer: null, pre_tokenizer: { ...metaspace(adds ? "first" : "never"), split: false } }
      : { normalizer: { type: "Sequence", normalizers: [...prepend, replace] }, pre_tokenizer: null }),
    decoder: { type: "Sequence", decoders },
  };
}

function asT5({ normalizer, ...tokenizer }: Json, adds: boolean, isNew: boolean): Json {
  const written = v.is(Sequence, normalizer) ? normalizer.normalizers : [normalizer];
  const spaces = metaspace(adds ? (isNew ? "first" : "always") : "never");
  return {
    ...tokenizer,
    normalizer: {
      type: "Sequence",
      normalizers: [
        ...written.filter((part) => v.is(Precompiled, part)),
        { type: "Strip", strip_left: false, strip_right: true },
        { type: "Replace", pattern: { Regex: " {2,}" }, content: mark },
      ],
    },
    pre_tokenizer: spaces,
    decoder: spaces,
  };
}

function metaspace(scheme: "always" | "first" | "never") {
  return { type: "Metaspace", replacement: mark, prepend_scheme: scheme, split: true };
}

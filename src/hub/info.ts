import * as v from "valibot";

const Text = v.fallback(v.optional(v.string()), undefined);
const Texts = v.fallback(v.optional(v.union([v.string(), v.array(v.string())])), undefined);

/** What is read of the Hub's `/api/models/{id}?blobs=true`; mirrors leave parts out. */
export const Info = v.object({
  siblings: v.array(v.object({ rfilename: v.string(), size: v.fallback(v.nullish(v.number()), undefined) })),
  cardData: v.fallback(v.optional(v.object({ license: Text, language: Texts })), undefined),
  config: v.fallback(
    v.optional(
      v.object({
        model_type: Text,
        architectures: v.fallback(v.nullish(v.array(v.string())), undefined),
        tokenizer_config: v.fallback(v.optional(v.object({ chat_template: v.optional(v.unknown()) })), undefined),
        chat_template_jinja: v.optional(v.unknown()),
      }),
    ),
    undefined,
  ),
});
export type Info = v.InferOutput<typeof Info>;

/** Where a host of the Hub's kind tells of a repository, its files and their sizes included. */
export function infoAddressOf(
  { model, revision }: { readonly model: string; readonly revision: string },
  host: string,
) {
  return new URL(`api/models/${model}/revision/${encodeURIComponent(revision)}?blobs=true`, host).href;
}

import * as v from "valibot";

const Text = v.fallback(v.optional(v.string()), undefined);
const Texts = v.fallback(v.optional(v.union([v.string(), v.array(v.string())])), undefined);

/** Git LFS's pointer of a file; hosts call its sha256 `sha256` or, as Git LFS itself, `oid`. */
const Lfs = v.object({ sha256: Text, oid: Text });

const Sibling = v.object({
  rfilename: v.string(),
  size: v.fallback(v.nullish(v.number()), undefined),
  lfs: v.fallback(v.nullish(Lfs), undefined),
});

/** What is read of the Hub's `/api/models/{id}?blobs=true`; mirrors leave parts out. */
export const Info = v.object({
  siblings: v.array(Sibling),
  /** Whether its files are given to those alone who accepted its terms, at once or after somebody looked. */
  gated: v.fallback(v.optional(v.union([v.boolean(), v.string()])), undefined),
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

/** What a file should be, as its host lists it. */
export interface Listed {
  readonly bytes: number | undefined;
  /** In hexadecimal; of files in Git LFS alone. */
  readonly sha256: string | undefined;
}

/** All files of a repository by their paths. */
export type Listing = ReadonlyMap<string, Listed>;

export function listingOf({ siblings }: Pick<Info, "siblings">): Listing {
  return new Map(
    siblings.map(({ rfilename, size, lfs }) => {
      const sha256 = (lfs?.sha256 ?? lfs?.oid)?.replace(/^sha256:/, "").toLowerCase();
      return [
        rfilename,
        { bytes: size ?? undefined, sha256: /^[0-9a-f]{64}$/.test(sha256 ?? "") ? sha256 : undefined },
      ];
    }),
  );
}

/** Where a host of the Hub's kind tells of a repository, its files and their sizes included. */
export function infoAddressOf(
  { model, revision }: { readonly model: string; readonly revision: string },
  host: string,
) {
  return new URL(`api/models/${model}/revision/${encodeURIComponent(revision)}?blobs=true`, host).href;
}

/** Where a text, its pair or a special token stands; a pair's part may have another type id. */
type Part = "A" | "B" | `${"A" | "B"}:${number}` | { readonly token: string; readonly type?: number };

/** A `TemplateProcessing` post-processor as `tokenizer.json` writes it. */
export function templateOf(idOf: (token: string) => number, single: readonly Part[], pair: readonly Part[]) {
  const tokens = [...single, ...pair].flatMap((part) => (typeof part === "string" ? [] : [part.token]));
  return {
    type: "TemplateProcessing",
    single: single.map(toJson),
    pair: pair.map(toJson),
    special_tokens: Object.fromEntries(
      [...new Set(tokens)].map((token) => [token, { id: token, ids: [idOf(token)], tokens: [token] }]),
    ),
  };
}

function toJson(part: Part) {
  if (typeof part !== "string") return { SpecialToken: { id: part.token, type_id: part.type ?? 0 } };
  const [id, type = "0"] = part.split(":");
  return { Sequence: { id, type_id: Number(type) } };
}

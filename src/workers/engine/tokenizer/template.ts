import * as v from "valibot";

/** What stands around one text or between two: a special token, or the place of a text. */
export type TemplateItem =
  | { readonly kind: "special"; readonly id: number; readonly typeId: number }
  | { readonly kind: "text"; readonly sequence: 0 | 1; readonly typeId: number };

export interface Templates {
  readonly single: readonly TemplateItem[];
  readonly pair: readonly TemplateItem[];
}

const Named = v.tuple([v.string(), v.number()]);
const Around = v.object({ type: v.picklist(["BertProcessing", "RobertaProcessing"]), cls: Named, sep: Named });
const Item = v.union([
  v.object({ SpecialToken: v.object({ id: v.string(), type_id: v.number() }) }),
  v.object({ Sequence: v.object({ id: v.picklist(["A", "B"]), type_id: v.number() }) }),
]);
const Written = v.object({
  type: v.literal("TemplateProcessing"),
  single: v.array(Item),
  pair: v.array(Item),
  special_tokens: v.record(v.string(), v.object({ ids: v.array(v.number()) })),
});

const first: TemplateItem = { kind: "text", sequence: 0, typeId: 0 };
const second: TemplateItem = { kind: "text", sequence: 1, typeId: 1 };

/** @param json the `post_processor` of a `tokenizer.json` */
export function templatesOf(json: unknown): Templates {
  const parts = v.is(v.object({ processors: v.array(v.unknown()) }), json) ? json.processors : [json];
  for (const part of parts) {
    if (v.is(Written, part)) return { single: itemsOf(part.single, part), pair: itemsOf(part.pair, part) };
    if (v.is(Around, part)) return around(part);
  }
  return { single: [first], pair: [first, second] };
}

function itemsOf(items: readonly v.InferOutput<typeof Item>[], written: v.InferOutput<typeof Written>): TemplateItem[] {
  return items.flatMap((item): TemplateItem[] => {
    if ("Sequence" in item) {
      return [{ kind: "text", sequence: item.Sequence.id === "A" ? 0 : 1, typeId: item.Sequence.type_id }];
    }
    const { id, type_id: typeId } = item.SpecialToken;
    return (written.special_tokens[id]?.ids ?? []).map((token) => ({ kind: "special", id: token, typeId }));
  });
}

/** BERT puts one [SEP] between two texts, RoBERTa two, and calls both of them the first. */
function around({ type, cls, sep }: v.InferOutput<typeof Around>): Templates {
  const isBert = type === "BertProcessing";
  const open: TemplateItem = { kind: "special", id: cls[1], typeId: 0 };
  const close: TemplateItem = { kind: "special", id: sep[1], typeId: 0 };
  const single = [open, first, close];
  const pair: readonly TemplateItem[] = isBert
    ? [second, { ...close, typeId: 1 }]
    : [close, { ...second, typeId: 0 }, close];
  return { single, pair: [...single, ...pair] };
}

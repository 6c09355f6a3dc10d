import { expect, it } from "vitest";
import { filesOf } from "../../testing/reference.ts";
import { loadTokenizer } from "../load-tokenizer.ts";

async function tokenizerWith(settings: Record<string, unknown>, folder = "llama-text-generation") {
  const own = await filesOf(folder).json("tokenizer_config.json");
  const files = filesOf(folder, { "tokenizer_config.json": { ...own, ...settings } });
  return loadTokenizer(files, (await files.json("config.json")) ?? {});
}

// `AutoTokenizer` of transformers 4.57.6 on the same files.
it.each([
  [true, true, "a</s> b", [1, 261, 2, 632, 272], "a  b"],
  [true, true, "  the", [1, 632, 632, 263], "  the"],
  [true, false, "a</s> b", [1, 261, 2, 272], "a b"],
  [true, false, "  the", [1, 632, 263], " the"],
  [false, true, "The sea", [1, 656, 259, 267, 396], "The sea"],
  [false, true, "a</s> b", [1, 634, 2, 272], "a b"],
  [false, false, "The sea", [1, 656, 259, 267, 396], "The sea"],
  [false, false, "  the", [1, 632, 263], "  the"],
])(
  "Llama's class with add_prefix_space %s and legacy %s is made anew of its slow one: %j",
  async (adds, legacy, text, ids, written) => {
    const tokenizer = await tokenizerWith({ add_prefix_space: adds, legacy });
    expect(tokenizer.encode(text).ids).toEqual(ids);
    expect(tokenizer.decode(ids, { skipSpecialTokens: true })).toBe(written);
  },
);

it.each([
  [true, true, "a</s> b", [10, 1, 23, 1], "a b"],
  [true, true, "<unk>unk", [2, 380, 88, 1], "unk"],
  [true, false, "<unk>unk", [2, 184, 88, 1], "unk"],
  [true, false, "  the", [7, 1], "the"],
  [false, true, "The sea", [430, 59, 30, 209, 1], "The sea"],
  [false, true, "a</s> b", [22, 1, 23, 1], "a b"],
  [false, false, "  the", [7, 1], " the"],
  [false, false, "the  sea ", [9, 59, 30, 209, 1], "the sea"],
  [null, false, "<unk>unk", [2, 380, 88, 1], "unk"],
])(
  "T5's class with add_prefix_space %s and legacy %s is made anew of its slow one: %j",
  async (adds, legacy, text, ids, written) => {
    const tokenizer = await tokenizerWith({ add_prefix_space: adds, legacy }, "t5-text2text-generation");
    expect(tokenizer.encode(text).ids).toEqual(ids);
    expect(tokenizer.decode(ids, { skipSpecialTokens: true })).toBe(written);
  },
);

it("special tokens that stand in a text are text where split_special_tokens says so, and still end it", async () => {
  const tokenizer = await tokenizerWith({ split_special_tokens: true });
  const { ids } = tokenizer.encode("<s>");
  expect(ids.filter((id) => id === 1)).toHaveLength(1);
  expect(ids.length).toBeGreaterThan(2);
});

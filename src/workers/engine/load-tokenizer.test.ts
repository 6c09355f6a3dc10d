import { expect, test } from "vitest";
import { loadTokenizer } from "./load-tokenizer.ts";
import golden from "./tokenizer/classes.golden.json" with { type: "json" };

type Json = Readonly<Record<string, unknown>>;

/** A repository in memory that notes what it is asked for. */
function repository(contents: Readonly<Record<string, Json | string>>) {
  const asked: string[] = [];
  function find(file: string): Json | string | undefined {
    asked.push(file);
    return contents[file];
  }
  const files = {
    bytes: async (file: string) => new TextEncoder().encode(String(find(file) ?? "")),
    async text(file: string) {
      const found = find(file);
      return typeof found === "string" ? found : undefined;
    },
    async json(file: string) {
      const found = find(file);
      return typeof found === "string" ? undefined : found;
    },
  };
  return { asked, files };
}

const named = "special tokens in special_tokens_map.json";
const { file, settings, specialTokens, mask } =
  golden.cases.find(({ name }) => name === named) ?? golden.cases[0] ?? {};
const tokenizer: Json = { ...golden.files[file ?? 0] };

test("old settings without special tokens take them from special_tokens_map.json", async () => {
  const { files } = repository({
    "tokenizer.json": tokenizer,
    "tokenizer_config.json": { ...settings },
    "special_tokens_map.json": { ...specialTokens },
  });
  expect((await loadTokenizer(files, {})).maskToken).toBe(mask);
});

test("settings that say all are not doubted: no further file is asked for", async () => {
  for (const said of [{ added_tokens_decoder: {} }, { unk_token: "<unk>", pad_token: null }]) {
    const { asked, files } = repository({ "tokenizer.json": tokenizer, "tokenizer_config.json": said });
    await loadTokenizer(files, { architectures: ["RobertaForMaskedLM"] });
    expect(asked).toEqual(["tokenizer_config.json", "tokenizer.json"]);
  }
});

test("chat_template.jinja wins over the template in the settings", async () => {
  const config = { architectures: ["LlamaForCausalLM"] };
  const contents = {
    "tokenizer.json": tokenizer,
    "tokenizer_config.json": { unk_token: "<unk>", pad_token: "<pad>", chat_template: "b" },
  };
  const messages = [{ role: "user", content: "c" }] as const;
  const both = await loadTokenizer(repository({ ...contents, "chat_template.jinja": "a" }).files, config);
  expect(both.decode(both.chat(messages))).toBe("a");
  const alone = await loadTokenizer(repository(contents).files, config);
  expect(alone.decode(alone.chat(messages))).toBe("b");
});

import { expect, test } from "vitest";
import type { Json } from "../../shared/json.ts";
import { loadTokenizer } from "./load-tokenizer.ts";
import golden from "./tokenizer/classes.golden.json" with { type: "json" };
import { tokenNames } from "./tokenizer/python-classes.ts";

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

// Python asks whether a flag is true: `LlamaTokenizerFast` of folders with these settings.
test("a number is taken for a flag", async () => {
  const byFlags = golden.cases.find(({ name }) => name.includes("'add_bos_token': False, 'add_eos_token': True"));
  if (!byFlags) throw new Error("no golden values");
  const { files } = repository({
    "tokenizer.json": { ...golden.files[byFlags.file] },
    "tokenizer_config.json": { ...byFlags.settings, add_bos_token: 0, add_eos_token: 1 },
  });
  const read = await loadTokenizer(files, {});
  expect(byFlags.texts.map(({ text }) => read.encode(text).ids)).toEqual(byFlags.texts.map(({ ids }) => ids));
});

test("settings that say all are not doubted: no further file is asked for", async () => {
  const all = Object.fromEntries(tokenNames.map((name) => [name, name === "unk_token" ? "<unk>" : null]));
  for (const said of [{ added_tokens_decoder: {} }, all]) {
    const { asked, files } = repository({ "tokenizer.json": tokenizer, "tokenizer_config.json": said });
    await loadTokenizer(files, { architectures: ["RobertaForMaskedLM"] });
    expect([...asked].sort()).toEqual(["tokenizer.json", "tokenizer_config.json"]);
  }
});

// Python: the map's mask, whatever old settings say.
test("old settings that say otherwise yield to special_tokens_map.json", async () => {
  const { files } = repository({
    "tokenizer.json": tokenizer,
    "tokenizer_config.json": { ...settings, mask_token: "<other>", pad_token: "<pad>" },
    "special_tokens_map.json": { ...specialTokens },
  });
  expect((await loadTokenizer(files, {})).maskToken).toBe(mask);
});

test("one token that they leave out is enough to look for it", async () => {
  const { files } = repository({
    "tokenizer.json": tokenizer,
    "tokenizer_config.json": { added_tokens_decoder: null, unk_token: "<unk>", pad_token: "<pad>" },
    "special_tokens_map.json": { ...specialTokens },
  });
  expect((await loadTokenizer(files, {})).maskToken).toBe(mask);
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

test.each([
  ["chat_template.json", { "chat_template.json": { chat_template: "a" } }],
  ["several, of which one is the default", { "additional_chat_templates/default.jinja": "a" }],
])("a template is also found in %s", async (_where, contents) => {
  const { files } = repository({ "tokenizer.json": tokenizer, "tokenizer_config.json": {}, ...contents });
  const found = await loadTokenizer(files, { architectures: ["LlavaForConditionalGeneration"] });
  expect(found.decode(found.chat([{ role: "user", content: "c" }]))).toBe("a");
});

test("of several templates in the settings the default counts, and without one there is none", async () => {
  const named = (name: string) => [
    { name: "tool_use", template: "b" },
    { name, template: "a" },
  ];
  const open = (chat_template: unknown) =>
    loadTokenizer(repository({ "tokenizer.json": tokenizer, "tokenizer_config.json": { chat_template } }).files, {
      architectures: ["LlamaForCausalLM"],
    });
  const found = await open(named("default"));
  expect(found.decode(found.chat([{ role: "user", content: "c" }]))).toBe("a");
  expect((await open(named("rag"))).hasChatTemplate).toBe(false);
});

test("a model that sees has its processor's template, also where only its part for text names it", async () => {
  const contents = {
    "tokenizer.json": tokenizer,
    "tokenizer_config.json": { unk_token: "<unk>", pad_token: "<pad>", chat_template: "b" },
    "chat_template.json": { chat_template: "a" },
  };
  const config = { vision_config: {}, text_config: { architectures: ["Qwen2VLForConditionalGeneration"] } };
  const seeing = await loadTokenizer(repository(contents).files, config);
  expect(seeing.renderChat([{ role: "user", content: "c" }])).toBe("a");
  const reading = await loadTokenizer(repository(contents).files, { architectures: ["LlamaForCausalLM"] });
  expect(reading.renderChat([{ role: "user", content: "c" }])).toBe("b");
});

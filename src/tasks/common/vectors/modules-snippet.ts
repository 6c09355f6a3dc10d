import type { PythonRecipe, Recipe, SnippetRun } from "../../snippet.ts";
import { findHabits } from "./habits.ts";

/** What the vectors are made of, and what becomes of them. */
interface Use {
  /** The texts, as code; the same in both languages. */
  readonly texts: { readonly javascript: string; readonly python: string };
  /** Whether the vectors have length 1 in the end. */
  readonly normalize: boolean;
  /** Lines that make the output of `vectors`. */
  readonly after: { readonly javascript: readonly string[]; readonly python: readonly string[] };
}

/** Whether the checkpoint's own modules make its vectors, as sentence-transformers does. */
export function followsModules({ hasModules, options }: SnippetRun): boolean {
  return hasModules && options.pooling === "auto";
}

const quoted = (text: string) => JSON.stringify(text);
const either = (expressions: readonly string[], or: string) => expressions.join(or);

/** What stands in front of each text: expressions of the checkpoint's own prompts, and what is known of its family. */
function promptIn(
  { options, model }: SnippetRun,
  { own, byDefault, or }: { own(name: string): string; byDefault: string; or: string },
): string {
  const { prompts = {}, symmetric } = findHabits([model]) ?? {};
  const known = (name: "query" | "passage") => quoted(prompts[name] ?? "");
  switch (options.prompt_name) {
    case "query":
      return either([own("query"), known("query")], or);
    case "passage":
      return either([own("passage"), own("document"), known("passage")], or);
    case "auto":
      return either(symmetric === "query" ? [byDefault, own("query"), known("query")] : [byDefault, '""'], or);
    default:
      return '""';
  }
}

/** sentence-transformers over the same ONNX file: its modules, prompts and lengths are read by itself. */
export function pythonModules(run: SnippetRun, { texts, normalize, after }: Use): PythonRecipe {
  const prompt = promptIn(run, {
    own: (name) => `model.prompts.get("${name}")`,
    byDefault: "model.prompts.get(model.default_prompt_name)",
    or: " or ",
  });
  return {
    model: "SentenceTransformer",
    parts: [],
    body: () => [
      ...(normalize ? [] : ['if type(model[-1]).__name__ == "Normalize":', "    del model[-1]"]),
      `vectors = model.encode(${texts.python}, prompt=${prompt}, normalize_embeddings=${normalize ? "True" : "False"})`,
      ...after.python,
    ],
  };
}

/**
 * transformers.js knows no modules: the program reads the checkpoint's own files and does what they say, one text at a
 * time, so that nothing is padded.
 */
export function javascriptModules(run: SnippetRun, { texts, normalize, after }: Use): Recipe {
  const prompt = promptIn(run, {
    own: (name) => `own.prompts?.${name}`,
    byDefault: "own.prompts?.[own.default_prompt_name]",
    or: " || ",
  });
  return {
    opensItself: true,
    silent: ["pooling", "prompt_name", "normalize"],
    imports: () => ["AutoModel", "AutoTokenizer"],
    body: () => [
      ...reading,
      `const prompt = ${prompt};`,
      ...pooling,
      ...modules,
      "const vectors = [];",
      `for (const text of ${texts.javascript}) vectors.push(${normalize ? "normalize(await encode(text))" : "await encode(text)"});`,
      ...after.javascript,
    ],
  };
}

const reading = [
  "const tokenizer = await AutoTokenizer.from_pretrained(model_id, { revision: settings.revision });",
  "const model = await AutoModel.from_pretrained(model_id, settings);",
  'const host = "https://huggingface.co";',
  "const read = async (file) => {",
  '  const answer = await fetch([host, model_id, "resolve", settings.revision ?? "main", file].join("/"));',
  "  return answer.ok ? answer : undefined;",
  "};",
  "const json = async (file) => (await (await read(file))?.json()) ?? {};",
  'const kindOf = ({ type }) => type.slice(type.lastIndexOf(".") + 1);',
  'const own = await json("config_sentence_transformers.json");',
  'const bert = await json("sentence_bert_config.json");',
  'const [, ...modules] = Object.values(await json("modules.json"));',
  'const at = modules.findIndex((module) => kindOf(module) === "Pooling");',
  'const pooling = await json((modules[at]?.path ?? "1_Pooling") + "/config.json");',
];

const pooling = [
  "const sum = (rows, weight) => rows[0].map((_, i) => rows.reduce((all, row, place) => all + weight(place) * row[i], 0));",
  "const scaled = (row, factor) => row.map((value) => value * factor);",
  "const poolings = {",
  "  cls_token: (_, all) => all[0],",
  "  max_tokens: (rows) => rows[0].map((_, i) => Math.max(...rows.map((row) => row[i]))),",
  "  mean_tokens: (rows) => scaled(sum(rows, () => 1), 1 / rows.length),",
  "  mean_sqrt_len_tokens: (rows) => scaled(sum(rows, () => 1), 1 / Math.sqrt(rows.length)),",
  "  weightedmean_tokens(rows, all) {",
  "    const first = all.length - rows.length + 1;",
  "    const weight = (place) => first + place;",
  "    return scaled(sum(rows, weight), 1 / rows.reduce((total, _, place) => total + weight(place), 0));",
  "  },",
  "  lasttoken: (rows) => rows.at(-1),",
  "};",
  'const words = { cls: "cls_token", max: "max_tokens", mean: "mean_tokens", weightedmean: "weightedmean_tokens" };',
  "const isNamed = (name) =>",
  "  pooling.pooling_mode === undefined",
  '    ? (pooling["pooling_mode_" + name] ?? name === "mean_tokens")',
  "    : name === (words[pooling.pooling_mode] ?? pooling.pooling_mode);",
  "const chosen = Object.entries(poolings).flatMap(([name, pool]) => (isNamed(name) ? [pool] : []));",
  "let skipped = 0;",
  'if (pooling.include_prompt === false && prompt !== "") {',
  "  const ids = tokenizer.encode(prompt.trim());",
  "  skipped = ids.length - (tokenizer.all_special_ids.includes(ids.at(-1)) ? 1 : 0);",
  "}",
];

const modules = [
  "const normalize = (row) => scaled(row, 1 / Math.max(Math.hypot(...row), 1e-12));",
  "const activations = {",
  "  Identity: (x) => x,",
  "  ReLU: (x) => Math.max(0, x),",
  "  Sigmoid: (x) => 1 / (1 + Math.exp(-x)),",
  "  SiLU: (x) => x / (1 + Math.exp(-x)),",
  "  Tanh: Math.tanh,",
  "};",
  "async function weightsIn(path) {",
  '  const buffer = await (await read(path + "/model.safetensors")).arrayBuffer();',
  "  const start = 8 + Number(new DataView(buffer).getBigUint64(0, true));",
  "  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, start - 8)));",
  "  return (name) => head[name] && new Float32Array(buffer.slice(...head[name].data_offsets.map((byte) => start + byte)));",
  "}",
  "async function open(module) {",
  "  const weights = /^(?:Dense|LayerNorm)$/.test(kindOf(module)) ? await weightsIn(module.path) : undefined;",
  "  switch (kindOf(module)) {",
  '    case "Dense": {',
  '      const { activation_function: name = "Tanh" } = await json(module.path + "/config.json");',
  '      const activate = activations[name.slice(name.lastIndexOf(".") + 1)];',
  '      const [weight, bias] = [weights("linear.weight"), weights("linear.bias")];',
  "      return (row) =>",
  "        Array.from({ length: weight.length / row.length }, (_, column) =>",
  "          activate(row.reduce((all, x, i) => all + x * weight[column * row.length + i], bias?.[column] ?? 0)),",
  "        );",
  "    }",
  '    case "LayerNorm": {',
  '      const [weight, bias] = [weights("norm.weight"), weights("norm.bias")];',
  "      return (row) => {",
  "        const mean = row.reduce((all, x) => all + x, 0) / row.length;",
  "        const variance = row.reduce((all, x) => all + (x - mean) ** 2, 0) / row.length;",
  "        return row.map((x, i) => ((x - mean) / Math.sqrt(variance + 1e-5)) * weight[i] + bias[i]);",
  "      };",
  "    }",
  '    case "Normalize":',
  "      return normalize;",
  "    default:",
  "      return (row) => row;",
  "  }",
  "}",
  "// Whether vectors have length 1 in the end is said below.",
  'if (modules.length > 0 && kindOf(modules.at(-1)) === "Normalize") modules.pop();',
  "const steps = await Promise.all(modules.slice(at + 1).map(open));",
  "async function encode(text) {",
  "  const whole = (prompt + text).trim();",
  "  const inputs = tokenizer(bert.do_lower_case ? whole.toLowerCase() : whole, {",
  "    truncation: true,",
  "    ...(bert.max_seq_length && { max_length: bert.max_seq_length }),",
  "  });",
  "  const outputs = await model(inputs);",
  "  if (outputs.sentence_embedding) return outputs.sentence_embedding.tolist()[0];",
  "  const [all] = (outputs.last_hidden_state ?? outputs.token_embeddings).tolist();",
  "  const pooled = chosen.flatMap((pool) => pool(all.slice(skipped), all));",
  "  return steps.reduce((row, step) => step(row), pooled);",
  "}",
];

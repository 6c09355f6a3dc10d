import { dtypeSuffix, dtypesIn } from "../../hub/checkpoint.ts";
import { isEmbedded } from "../../hub/reference.ts";
import type { PythonPart, PythonRecipe } from "../../tasks/snippet.ts";
import { listed, literalOf } from "./literal.ts";
import { argumentsOf, type CodeRun, optionsOf, type Say, snippetRunOf } from "./run.ts";

const partClasses = {
  tokenizer: "AutoTokenizer",
  image_processor: "AutoImageProcessor",
  feature_extractor: "AutoFeatureExtractor",
} as const;

const write = (value: unknown) => literalOf(value, "python");

/** A program that does this run with Python's pipeline over the same ONNX files. */
export function pythonOf(asked: CodeRun, recipe: PythonRecipe, say: Say): string {
  const run = readable(asked, recipe);
  const snippet = snippetRunOf(run);
  const { args, left, unread } = argumentsOf(run, recipe);
  const { said, missing } = optionsOf(run, recipe);
  const notes = [
    say("install", {
      command: installOf(recipe),
    }),
    ...(run === asked ? [] : [say("instead")]),
    ...(recipe.notes?.(snippet) ?? []).map((note) => say(note)),
    ...[...unread, ...missing].map((option) => say("option", { option })),
    ...(left > 0 ? [say("shortened", { count: left })] : []),
  ];
  return [
    ...notes.map((note) => `# ${note}`),
    ...importLines(run, recipe),
    "",
    `model_id = ${write(snippet.model)}`,
    ...(snippet.isEmbedded ? fetchLines(run.embeddedBase, say) : []),
    ...loadLines(run, recipe),
    ...args.flatMap(({ name, file, value }) => [
      ...(file ? [`# ${say(`file-${file}`)}`] : []),
      `${name} = ${write(value)}`,
    ]),
    ...(recipe.before?.(snippet) ?? []),
    ...(recipe.body?.(snippet) ?? [
      callOf(
        args.map(({ name }) => name),
        said,
        recipe,
        recipe.extra?.(snippet) ?? {},
      ),
    ]),
    ...(recipe.after?.(snippet) ?? ["print(output)"]),
    "",
  ].join("\n");
}

function installOf({ inTorch, model }: PythonRecipe): string {
  if (inTorch) return "pip install torch pillow transformers";
  if (model === "SentenceTransformer") return 'pip install "sentence-transformers[onnx]"';
  return 'pip install "optimum-onnx[onnxruntime]" transformers';
}

function readable(run: CodeRun, { insteadOfEmbedded: model }: PythonRecipe): CodeRun {
  if (model === undefined || !isEmbedded(run.checkpoint.model)) return run;
  return { ...run, checkpoint: { ...run.checkpoint, model, revision: "main" } };
}

function classOf(part: PythonPart, run: CodeRun, { classes }: PythonRecipe): string {
  return classes?.(snippetRunOf(run))[part] ?? partClasses[part];
}

function importLines(run: CodeRun, recipe: PythonRecipe): readonly string[] {
  const snippet = snippetRunOf(run);
  const names = [
    ...(recipe.imports?.(snippet) ?? []),
    ...recipe.parts.map((part) => classOf(part, run, recipe)),
    ...(recipe.body ? [] : ["pipeline"]),
  ].sort((a, b) => (a < b ? -1 : 1));
  const isBare = recipe.model === undefined && !recipe.inTorch;
  const library = recipe.model === "SentenceTransformer" ? "sentence_transformers" : "optimum.onnxruntime";
  const model = recipe.model === undefined ? [] : [`from ${library} import ${recipe.model}`];
  return [
    ...(snippet.isEmbedded || isBare ? ["import json"] : []),
    ...(snippet.isEmbedded || isBare ? ["from pathlib import Path"] : []),
    ...(snippet.isEmbedded ? ["from urllib.request import urlopen, urlretrieve"] : []),
    ...(recipe.modules ?? []),
    ...(isBare ? ["from onnxruntime import InferenceSession"] : model),
    ...(isBare && !snippet.isEmbedded ? ["from huggingface_hub import snapshot_download"] : []),
    ...(names.length > 0 ? [`from transformers import ${names.join(", ")}`] : []),
  ];
}

function loadLines(run: CodeRun, recipe: PythonRecipe): readonly string[] {
  const { definition, checkpoint } = run;
  const revision = checkpoint.revision === "main" ? [] : [`revision=${write(checkpoint.revision)}`];
  if (recipe.inTorch) {
    // Such a body opens the library's classes by itself.
    if (recipe.body) return [];
    const given = [write(recipe.pipeline ?? definition.id), "model=model_id", ...revision];
    return [`pipe = ${listed("pipeline(", given, ")", "python", "", 7)}`];
  }
  if (recipe.model === undefined) {
    const graphs = recipe.graphs ?? ["model"];
    const files = `[${['"*.json"', ...graphs.map((base) => `"onnx/${fileOf(run, base)}*"`)].join(", ")}]`;
    return [
      snippetRunOf(run).isEmbedded
        ? "folder = Path(model_id)"
        : `folder = Path(snapshot_download(${["model_id", ...revision, `allow_patterns=${files}`].join(", ")}))`,
      'settings = json.loads((folder / "preprocessor_config.json").read_text())',
      ...graphs.map((base) => `${base} = InferenceSession(folder / "onnx" / ${write(fileOf(run, base))})`),
    ];
  }
  if (recipe.model === "SentenceTransformer") {
    const file = `model_kwargs={"file_name": ${write(`onnx/${fileOf(run, "model")}`)}}`;
    const given = ["model_id", ...revision, 'backend="onnx"', file];
    return [`model = ${listed("SentenceTransformer(", given, ")", "python", "", 8)}`];
  }
  const files = Object.entries(recipe.files ?? { file_name: "model" });
  const load = [
    ...["model_id", ...revision, 'subfolder="onnx"'],
    ...files.map(([name, base]) => `${name}=${write(fileOf(run, base))}`),
  ];
  const parts = recipe.parts.map((part) => {
    const call = `${classOf(part, run, recipe)}.from_pretrained(${["model_id", ...revision].join(", ")})`;
    return recipe.body ? `${part} = ${call}` : `${part}=${call}`;
  });
  const model = `model = ${listed(`${recipe.model}.from_pretrained(`, load, ")", "python", "", 8)}`;
  if (recipe.body) return [model, ...parts];
  const given = [write(recipe.pipeline ?? definition.id), "model=model", ...parts];
  return [model, `pipe = ${listed("pipeline(", given, ")", "python", "", 7)}`];
}

function fileOf({ checkpoint }: CodeRun, base: string): string {
  const { dtype } = checkpoint;
  const [only] = typeof dtype === "string" ? dtypesIn(dtype) : [dtype[base]];
  return `${base}${dtypeSuffix[only ?? "fp32"]}.onnx`;
}

function callOf(
  names: readonly string[],
  said: Readonly<Record<string, unknown>>,
  { named = false, inputs = {}, inside = {} }: PythonRecipe,
  extra: Readonly<Record<string, string>>,
): string {
  const outer = Object.entries(said).filter(([name]) => inside[name] === undefined);
  const groups = [...new Set(Object.values(inside))].flatMap((group) => {
    const values = Object.fromEntries(Object.entries(said).filter(([name]) => inside[name] === group));
    return Object.keys(values).length === 0 ? [] : [`${group}=${write(values)}`];
  });
  const args = [
    ...names.map((name) => (named || inputs[name] ? `${inputs[name] ?? name}=${name}` : name)),
    ...outer.map(([name, value]) => `${name}=${literalOf(value, "python", "    ")}`),
    ...groups,
    ...Object.entries(extra).map(([name, code]) => `${name}=${code}`),
  ];
  return `output = ${listed("pipe(", args, ")", "python", "", 9)}`;
}

/** Embedded checkpoints are not on the Hub; `SOURCE.json` beside each lists its files. */
function fetchLines(embeddedBase: string, say: Say): readonly string[] {
  return [
    `# ${say("embedded")}`,
    `site = ${write(embeddedBase)} + model_id + "/"`,
    'for name in json.load(urlopen(site + "SOURCE.json"))["files"]:',
    "    path = Path(model_id, name)",
    "    path.parent.mkdir(parents=True, exist_ok=True)",
    "    if not path.exists():",
    "        urlretrieve(site + name, path)",
    "",
  ];
}

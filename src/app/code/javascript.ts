import type { Recipe } from "../../tasks/snippet.ts";
import { listed, literalOf } from "./literal.ts";
import { argumentsOf, type CodeRun, optionsOf, type Say, snippetRunOf } from "./run.ts";

/** A module for the browser that does this run with transformers.js alone. */
export function javascriptOf(run: CodeRun, recipe: Recipe, say: Say): string {
  const { definition, checkpoint, embeddedBase } = run;
  const snippet = snippetRunOf(run);
  const { args, left, unread } = argumentsOf(run, recipe);
  const { said, missing } = optionsOf(run, recipe);
  const write = (value: unknown) => literalOf(value, "javascript");

  const notes = [
    say("install", { command: "npm install @huggingface/transformers" }),
    ...(checkpoint.device === "wasm" ? [say("device")] : []),
    ...(recipe.notes?.(snippet) ?? []).map((note) => say(note)),
    ...[...unread, ...missing].map((option) => say("option", { option })),
    ...(left > 0 ? [say("shortened", { count: left })] : []),
  ];
  const imports = [
    ...(recipe.imports?.(snippet) ?? []),
    ...(snippet.isEmbedded ? ["env"] : []),
    ...(recipe.opensItself ? [] : ["pipeline"]),
  ].sort();
  const settings = {
    ...(checkpoint.revision === "main" ? {} : { revision: checkpoint.revision }),
    device: checkpoint.device,
    dtype: checkpoint.dtype,
  };
  const extra = Object.entries(recipe.extra?.(snippet) ?? {}).map(([name, code]) => `${name}: ${code}`);
  const options = [...Object.entries(said).map(([name, value]) => `${name}: ${write(value)}`), ...extra];
  const wrapped = recipe.wrap?.(snippet) ?? {};
  const names = args.map(({ name }) => wrapped[name] ?? name);
  const call = options.length === 0 ? names : [...names, listed("{ ", options, " }", "javascript", "", 40)];

  return [
    ...notes.map((note) => `// ${note}`),
    `import { ${imports.join(", ")} } from "@huggingface/transformers";`,
    "",
    ...(snippet.isEmbedded
      ? [
          `// ${say("embedded")}`,
          `env.remoteHost = ${write(embeddedBase)};`,
          'env.remotePathTemplate = "{model}/";',
          "",
        ]
      : []),
    ...(recipe.opensItself
      ? [`const model_id = ${write(snippet.model)};`, `const settings = ${write(settings)};`]
      : [
          `const pipe = ${listed("await pipeline(", [write(recipe.pipeline ?? definition.id), write(snippet.model), write(settings)], ")", "javascript", "", 13)};`,
        ]),
    ...args.flatMap(({ name, file, value }) => [
      ...(file ? [`// ${say(`file-${file}`)}`] : []),
      `const ${name} = ${write(value)};`,
    ]),
    ...(recipe.before?.(snippet) ?? []),
    ...(recipe.body?.(snippet) ?? [`const output = await pipe(${call.join(", ")});`]),
    ...(recipe.after?.(snippet) ?? ["console.log(output);"]),
    "",
  ].join("\n");
}

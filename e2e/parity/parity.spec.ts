import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { startHub } from "../hub/hub.ts";
import { Playground } from "../support/playground.ts";
import { deploy, endpointOf } from "../support/site.ts";
import { expect, fileOf, test } from "../support/test.ts";
import { type Comparison, compare, isComparable } from "./compare.ts";
import { type Case, referenceRoot, references } from "./reference.ts";

/** Where each run leaves what it compared, for docs/parity.md. */
const found = fileOf("node_modules/.cache/parity");

/** Options of ours that Python's pipelines do not have, set so that they change nothing. */
const neutral: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "feature-extraction": { normalize: false, prompt_name: "none" },
  "sentence-similarity": { prompt_name: "none" },
};

/** What Python's pipelines have to be asked for, and the playground always does: it cuts, and says so. */
const always: Readonly<Record<string, unknown>> = { truncation: true };

const Template = v.record(v.string(), v.unknown());

async function ask(
  playground: Playground,
  { task, model }: { task: string; model: string },
  asked: Case,
  device: "wasm",
) {
  // What Python hands on to the chat template is an option of its own here.
  const { tokenizer_encode_kwargs: template = {}, ...given } = asked.options;
  const own = Object.entries({ ...given, ...v.parse(Template, template) }).filter(
    ([name, value]) => always[name] !== value,
  );
  const options = { ...neutral[task], ...Object.fromEntries(own) };
  const mode = task === "text-generation" ? { mode: "messages" in asked.inputs ? "chat" : "prompt" } : {};
  await playground.open({ task, model, device, dtype: "fp32", options: { ...options, ...mode } });
  const missing: string[] = [];
  for (const name of Object.keys(options)) if ((await playground.option(name).count()) === 0) missing.push(name);
  if (missing.length > 0) return { pending: missing };
  for (const [name, value] of Object.entries(asked.inputs)) {
    if (name === "messages") await playground.fill("messages-json", JSON.stringify(value));
    else if (typeof value === "string" && value.startsWith("media/")) {
      await playground.give(name, path.join(referenceRoot, value));
    } else await playground.fill(name, Array.isArray(value) ? value.join("\n") : String(value));
  }
  return { answer: await playground.answer() };
}

for (const { family, task, folder } of references.filter((reference) => !isComparable(reference.task))) {
  console.log(`pending: ${family} ${task} (${folder}), since the task does not exist yet`);
}

for (const reference of references.filter(({ task }) => isComparable(task))) {
  const { folder, family, task, cases } = reference;
  test(`${family} ${task} (${folder}) on wasm answers as Python`, async ({ page, site }) => {
    const hub = await startHub({ repos: { [reference.model]: path.join(referenceRoot, folder) } });
    await deploy(page, { endpoints: [endpointOf(hub)] });
    const playground = new Playground(page, site.url);
    const rows: ({ case: string } & (Comparison | { pending: string[] }))[] = [];
    for (const asked of cases) {
      const { answer, pending } = await ask(playground, reference, asked, "wasm");
      rows.push({ case: asked.name, ...(pending ? { pending } : compare(task, answer, asked)) });
    }
    await hub.close();
    mkdirSync(found, { recursive: true });
    writeFileSync(
      path.join(found, `${folder}.wasm.json`),
      JSON.stringify({ folder, family, task, device: "wasm", rows }),
    );
    const problems = rows.flatMap((row) => ("problem" in row && row.problem ? [`${row.case}: ${row.problem}`] : []));
    expect(problems).toEqual([]);
  });
}

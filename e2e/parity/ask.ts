import path from "node:path";
import type { Playground } from "../support/playground.ts";
import { type Case, referenceRoot } from "./reference.ts";
import type { Row } from "./row.ts";

/** Options of ours that Python's pipelines do not have, set so that they change nothing. */
const neutral: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "feature-extraction": { normalize: false, prompt_name: "none" },
  "sentence-similarity": { prompt_name: "none" },
};

/** Tasks that read a long text in parts, unless they are told to cut it; the others cut, and say so. */
const readingInParts = new Set(["summarization", "translation", "text2text-generation"]);

/** Python's arguments that are not options of a task. */
const isImplied = (task: string, name: string) => name === "truncation" && !readingInParts.has(task);

function optionsOf({ task }: Row["reference"], { inputs, options }: Case): Record<string, unknown> {
  const given = Object.fromEntries(Object.entries(options).filter(([name]) => !isImplied(task, name)));
  const { return_timestamps: timestamps, tokenizer_encode_kwargs: template, early_stopping: early, ...others } = given;
  return {
    ...neutral[task],
    ...others,
    ...(timestamps !== undefined && { return_timestamps: true }),
    ...(typeof timestamps === "string" && { timestamp_level: timestamps }),
    // A choice of three here, of which Python writes two as booleans.
    ...(early !== undefined && { early_stopping: String(early) }),
    ...(typeof template === "object" && template),
    ...(task === "text-generation" && { mode: "messages" in inputs ? "chat" : "prompt" }),
  };
}

/** Drives the app as docs/contract.md says. `pending` names the options that the task does not have yet. */
export async function ask(
  playground: Playground,
  { reference, device, dtype }: Row,
  asked: Case,
): Promise<{ readonly answer: unknown } | { readonly pending: readonly string[] }> {
  const options = optionsOf(reference, asked);
  await playground.open({ task: reference.task, model: reference.model, device, dtype, options, trace: true });
  const pending: string[] = [];
  for (const name of Object.keys(options)) if ((await playground.option(name).count()) === 0) pending.push(name);
  if (pending.length > 0) return { pending };
  for (const [name, value] of Object.entries(asked.inputs)) {
    if (name === "messages") await playground.fill("messages-json", JSON.stringify(value));
    else if (typeof value === "string" && value.startsWith("media/")) {
      await playground.give(name, path.join(referenceRoot, value));
    } else await playground.fill(name, Array.isArray(value) ? value.join("\n") : String(value));
  }
  return { answer: await playground.answer() };
}

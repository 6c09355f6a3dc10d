import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";

/** One question and Python's answer to it. */
const Case = v.object({
  name: v.string(),
  inputs: v.record(v.string(), v.unknown()),
  options: v.record(v.string(), v.unknown()),
  output: v.unknown(),
  intermediate: v.optional(
    v.looseObject({ generated_ids: v.optional(v.array(v.number())), ended: v.optional(v.boolean()) }),
  ),
});
export type Case = v.InferOutput<typeof Case>;

/** A tiny checkpoint of a real architecture with Python's own answers (scripts/reference). */
const Reference = v.object({
  family: v.string(),
  task: v.string(),
  model: v.string(),
  cases: v.array(Case),
});
export type Reference = v.InferOutput<typeof Reference>;

export const referenceRoot = path.resolve(import.meta.dirname, "../reference");

/** Every reference on disk, by the name of its folder. */
export const references: readonly (Reference & { readonly folder: string })[] = readdirSync(referenceRoot, {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory() && entry.name !== "media")
  .map(({ name }) => ({
    folder: name,
    ...v.parse(Reference, JSON.parse(readFileSync(path.join(referenceRoot, name, "reference.json"), "utf8"))),
  }));

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inflateSync } from "node:zlib";
import * as v from "valibot";

const sample = { shape: v.array(v.number()), step: v.number() };
/** Every `step`-th value of a flattened array: base64 of float32, little endian, deflated by zlib or as they are. */
export const TensorSample = v.union([
  v.object({ ...sample, deflated: v.string() }),
  v.object({ ...sample, data: v.string() }),
]);
export type TensorSample = v.InferOutput<typeof TensorSample>;

const Candidate = v.looseObject({ id: v.number(), probability: v.number() });
const Ids = v.array(v.number());

/** What lies between input and output, so that a difference is found where it arises. */
const Intermediate = v.looseObject({
  input_ids: v.optional(v.union([Ids, v.array(Ids)])),
  pixel_values: v.optional(TensorSample),
  input_values: v.optional(TensorSample),
  input_features: v.optional(TensorSample),
  audio_values: v.optional(TensorSample),
  /** Of decoders without the prompt, of encoder-decoders with the first id; the end token is the last where `ended`. */
  generated_ids: v.optional(Ids),
  ended: v.optional(v.boolean()),
  steps: v.optional(v.array(v.looseObject({ ...Candidate.entries, top: v.array(Candidate) }))),
});

/** One question and Python's answer to it. */
const Case = v.object({
  name: v.string(),
  inputs: v.record(v.string(), v.unknown()),
  options: v.record(v.string(), v.unknown()),
  /** Nothing where only the ids are compared. */
  output: v.optional(v.unknown()),
  margin: v.nullable(v.number()),
  intermediate: v.optional(Intermediate, {}),
  /** The answers of the same checkpoint's smaller files. */
  quantised: v.optional(v.record(v.string(), v.object({ output: v.unknown(), margin: v.nullable(v.number()) }))),
});
export type Case = v.InferOutput<typeof Case>;

/** A tiny checkpoint of a real architecture with Python's own answers (scripts/reference). */
const Reference = v.object({
  family: v.string(),
  task: v.string(),
  model: v.string(),
  cases: v.array(Case),
});
export interface Reference extends v.InferOutput<typeof Reference> {
  readonly folder: string;
}

export const referenceRoot = path.resolve(import.meta.dirname, "../reference");

/** Every reference on disk, by the name of its folder. */
export const references: readonly Reference[] = readdirSync(referenceRoot, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "media")
  .map(({ name }) => ({
    folder: name,
    ...v.parse(Reference, JSON.parse(readFileSync(path.join(referenceRoot, name, "reference.json"), "utf8"))),
  }));

/** The sampled values. */
export function sampledIn(tensor: TensorSample): Float32Array {
  return "data" in tensor ? floatsIn(tensor.data) : floatsOf(inflateSync(Buffer.from(tensor.deflated, "base64")));
}

/** @param data base64 of float32, little endian, as docs/contract.md has it */
export function floatsIn(data: string): Float32Array {
  return floatsOf(Buffer.from(data, "base64"));
}

function floatsOf({ buffer, byteOffset, length }: Buffer): Float32Array {
  return new Float32Array(buffer.slice(byteOffset, byteOffset + length));
}

import * as v from "valibot";

/** A host that serves checkpoints. `path` has `{model}`, `{revision}` and `{file}`. */
export const Endpoint = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  host: v.pipe(v.string(), v.url()),
  path: v.optional(
    v.pipe(v.string(), v.includes("{model}"), v.includes("{file}")),
    "{model}/resolve/{revision}/{file}",
  ),
  token: v.optional(v.boolean(), false),
});
export type Endpoint = v.InferOutput<typeof Endpoint>;

/** How long a host may stay silent before it counts as gone, in milliseconds. */
export const Timeouts = v.object({
  firstByte: v.optional(v.pipe(v.number(), v.minValue(1)), 10_000),
  stall: v.optional(v.pipe(v.number(), v.minValue(1)), 15_000),
});
export type Timeouts = v.InferOutput<typeof Timeouts>;

/** How ONNX Runtime runs, for hosts that must say so; left out, the browser decides. */
export const RuntimeChoice = v.object({
  build: v.optional(v.picklist(["jspi", "asyncify"])),
  threads: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64))),
});
export type RuntimeChoice = v.InferOutput<typeof RuntimeChoice>;

/** `site.json` beside `index.html`: what whoever deploys decides. */
export const Site = v.object({
  title: v.optional(v.pipe(v.string(), v.minLength(1)), "Model Playground"),
  defaultTask: v.optional(v.string(), "feature-extraction"),
  tasks: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
  models: v.optional(v.record(v.string(), v.array(v.string())), {}),
  languages: v.optional(v.pipe(v.array(v.picklist(["en", "zh-CN"])), v.minLength(1)), ["en", "zh-CN"]),
  defaultLanguage: v.optional(v.picklist(["en", "zh-CN"])),
  endpoints: v.optional(v.array(Endpoint), [
    { name: "Hugging Face", host: "https://huggingface.co/" },
    { name: "HF Mirror", host: "https://hf-mirror.com/" },
  ]),
  timeoutMs: v.optional(Timeouts, {}),
  runtime: v.optional(RuntimeChoice, {}),
});
export type Site = v.InferOutput<typeof Site>;

import * as v from "valibot";

/** A host that serves checkpoints. `path` has `{model}`, `{revision}` and `{file}`. */
export const Endpoint = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  host: v.pipe(v.string(), v.url()),
  path: v.optional(v.pipe(v.string(), v.regex(/(?=.*\{model\})(?=.*\{file\})/)), "{model}/resolve/{revision}/{file}"),
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
  weights: v.optional(v.picklist(["packed", "unpacked"])),
});
export type RuntimeChoice = v.InferOutput<typeof RuntimeChoice>;

/** One text for all, or one for each language. */
const LocalText = v.union([
  v.pipe(v.string(), v.minLength(1)),
  v.object({ en: v.pipe(v.string(), v.minLength(1)), "zh-CN": v.pipe(v.string(), v.minLength(1)) }),
]);
export type LocalText = v.InferOutput<typeof LocalText>;

export function textIn(text: LocalText, locale: "en" | "zh-CN"): string {
  return typeof text === "string" ? text : text[locale];
}

const Footer = v.object({
  text: v.optional(LocalText),
  links: v.optional(v.array(v.object({ label: LocalText, href: v.pipe(v.string(), v.minLength(1)) })), []),
});

/** `full`: all there is. `single`: one task, which cannot be changed. `embed`: that, and no header, for an iframe. */
export const View = v.picklist(["full", "single", "embed"]);
export type View = v.InferOutput<typeof View>;

/** Whose models may be asked over the network, by the first part of a model's id; `server` is any that speaks OpenAI's protocol. */
export const Provider = v.picklist(["anthropic", "google", "openai", "mistral", "hf", "server"]);
export type Provider = v.InferOutput<typeof Provider>;

const address = v.pipe(v.string(), v.url());

/** What leaves the machine, and to whom it may go. */
export const HostedSite = v.object({
  providers: v.array(Provider),
  servers: v.optional(v.array(v.object({ name: v.pipe(v.string(), v.minLength(1)), url: address })), []),
  baseUrls: v.optional(v.record(v.string(), address)),
});
export type HostedSite = v.InferOutput<typeof HostedSite>;

/** This site as a public app at the Hub, so that readers can sign in there instead of pasting a token. */
const SignIn = v.object({
  clientId: v.pipe(v.string(), v.minLength(1)),
  scopes: v.optional(v.pipe(v.string(), v.minLength(1)), "gated-repos read-repos"),
});

/** `site.json` beside `index.html`: what whoever deploys decides. */
export const Site = v.object({
  title: v.optional(LocalText, "Model Playground"),
  logo: v.optional(v.pipe(v.string(), v.minLength(1))),
  colour: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-fA-F]{6}$/))),
  footer: v.optional(Footer),
  view: v.optional(View, "full"),
  embedOrigins: v.optional(v.array(v.pipe(v.string(), v.url())), []),
  defaultTask: v.optional(v.string(), "feature-extraction"),
  tasks: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
  models: v.optional(v.record(v.string(), v.array(v.string())), {}),
  languages: v.optional(v.pipe(v.array(v.picklist(["en", "zh-CN"])), v.minLength(1)), ["en", "zh-CN"]),
  defaultLanguage: v.optional(v.picklist(["en", "zh-CN"])),
  endpoints: v.optional(v.array(Endpoint), [
    { name: "Hugging Face", host: "https://huggingface.co/", token: true },
    { name: "HF Mirror", host: "https://hf-mirror.com/" },
  ]),
  timeoutMs: v.optional(Timeouts, {}),
  runtime: v.optional(RuntimeChoice, {}),
  hosted: v.optional(HostedSite),
  signIn: v.optional(SignIn),
});
export type Site = v.InferOutput<typeof Site>;

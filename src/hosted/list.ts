import * as v from "valibot";
import type { Provider } from "../shared/site.ts";
import type { Target } from "./target.ts";

/** A model that a provider offers, as its own list tells. */
export interface OfferedModel {
  readonly id: string;
  readonly name: string | undefined;
  /** In tokens. */
  readonly context: number | undefined;
  /** US dollars for a million tokens in and out, where the list tells. */
  readonly price: { readonly input: number; readonly output: number } | undefined;
}

const Price = v.object({ input: v.number(), output: v.number() });
/** Routers for OpenAI's protocol write dollars for one token, as text. */
const TokenPrice = v.pipe(
  v.object({ prompt: v.string(), completion: v.string() }),
  v.transform(({ prompt, completion }) => ({ input: Number(prompt) * 1e6, output: Number(completion) * 1e6 })),
  Price,
);
const text = v.optional(v.string());
const count = v.optional(v.number());

/** What all lists but Google's have in common, with what single ones add. */
const List = v.object({
  data: v.array(
    v.object({
      id: v.string(),
      display_name: text,
      name: text,
      max_context_length: count,
      max_model_len: count,
      pricing: v.fallback(v.optional(TokenPrice), undefined),
      capabilities: v.optional(v.object({ completion_chat: v.optional(v.boolean()) })),
      providers: v.optional(
        v.array(v.object({ status: text, context_length: count, pricing: v.optional(v.nullable(Price)) })),
      ),
    }),
  ),
});

const GoogleList = v.object({
  models: v.array(
    v.object({
      name: v.string(),
      displayName: text,
      inputTokenLimit: count,
      supportedGenerationMethods: v.optional(v.array(v.string()), []),
    }),
  ),
});

/** What OpenAI lists beside models that answer in words. */
const other = /embedding|whisper|tts|dall-e|image|moderation|realtime|transcribe|sora|davinci-002|babbage-002/;

const sizes: Readonly<Partial<Record<Provider, string>>> = { anthropic: "?limit=1000", google: "?pageSize=1000" };

/** A provider's models that write. @throws TaskError where the list could not be had */
export async function listModels(
  { provider, base }: Target,
  key: string,
  fetch: typeof globalThis.fetch,
): Promise<readonly OfferedModel[]> {
  const response = await fetch(`${base}/models${sizes[provider] ?? ""}`, { headers: headersFor(provider, key) });
  const answer: unknown = await response.json();
  if (provider === "google") {
    return v
      .parse(GoogleList, answer)
      .models.filter(({ supportedGenerationMethods: methods }) => methods.includes("generateContent"))
      .map(({ name, displayName, inputTokenLimit }) => ({
        id: name.replace(/^models\//, ""),
        name: displayName,
        context: inputTokenLimit,
        price: undefined,
      }));
  }
  return v
    .parse(List, answer)
    .data.filter(({ id, capabilities }) => capabilities?.completion_chat ?? !(provider === "openai" && other.test(id)))
    .map(({ id, display_name, max_context_length, max_model_len, pricing, providers }) => {
      const live = providers?.find(({ status }) => status === undefined || status === "live");
      return {
        id,
        name: display_name,
        context: max_context_length ?? max_model_len ?? live?.context_length,
        price: live?.pricing ?? pricing,
      };
    });
}

function headersFor(provider: Provider, key: string): Readonly<Record<string, string>> {
  if (provider === "anthropic") {
    return {
      "x-api-key": key,
      "anthropic-version": "2023-06-01",
      "anthropic-dangerous-direct-browser-access": "true",
    };
  }
  if (provider === "google") return { "x-goog-api-key": key };
  return key === "" ? {} : { authorization: `Bearer ${key}` };
}

import * as v from "valibot";
import type { Clock } from "../shared/clock.ts";
import { Stopped } from "../shared/errors.ts";
import { createEndpoints, type Fetch, hostOf, tokenForHosts } from "./endpoints.ts";
import type { Sources } from "./sources.ts";

export const searchOrders = ["downloads", "likes", "lastModified"] as const;
export type SearchOrder = (typeof searchOrders)[number];

/** A model that a search found. */
export interface Hit {
  readonly model: string;
  readonly downloads: number | undefined;
  readonly likes: number | undefined;
  readonly licence: string | undefined;
  /** Tags that may be codes of languages (ISO 639-1); libraries have tags of two letters as well. */
  readonly languages: readonly string[];
  readonly gated: boolean;
}

export type SearchOutcome =
  | { readonly status: "found"; readonly host: string; readonly hits: readonly Hit[] }
  /** Hosts answered, and none of them can search: plain mirrors. */
  | { readonly status: "unable" }
  /** None answered. */
  | { readonly status: "unreachable" };

const Count = v.fallback(v.optional(v.number()), undefined);

const Answer = v.array(
  v.object({
    id: v.string(),
    downloads: Count,
    likes: Count,
    tags: v.fallback(v.array(v.string()), []),
    gated: v.fallback(v.optional(v.union([v.boolean(), v.string()])), undefined),
  }),
);

const mostHits = 30;

interface SearchSettings {
  readonly sources: Pick<Sources, "endpoints" | "timeoutMs" | "token">;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Asks the first endpoint that finds something. First for what is made for transformers.js and the task, then, where a text
 * found nothing of that, for whatever has ONNX files.
 * @param task a pipeline tag of the Hub
 * @throws Stopped
 */
export async function searchModels(
  { text, task, order }: { readonly text: string; readonly task: string; readonly order: SearchOrder },
  { sources, fetch, clock, signal }: SearchSettings,
): Promise<SearchOutcome> {
  const { endpoints, timeoutMs, token } = sources;
  const tokenFor = tokenForHosts(endpoints, token);
  const { ask } = createEndpoints({ fetch, clock, firstByteMs: timeoutMs.firstByte, tokenFor });
  const narrow = { filter: "transformers.js", pipeline_tag: task };
  const tries = text === "" ? [narrow] : [narrow, { filter: "onnx" }];
  let outcome: SearchOutcome = { status: "unable" };
  for (const filters of tries) {
    const query = new URLSearchParams({
      search: text,
      ...filters,
      sort: order,
      direction: "-1",
      limit: String(mostHits),
    });
    const addresses = endpoints.map(({ host }) => new URL(`api/models?${query}`, host).href);
    let empty: { readonly host: string; readonly hits: readonly Hit[] } | undefined;
    try {
      const found = await ask(addresses, { signal }, async ({ response, address }) => {
        const parsed = response.ok ? v.safeParse(Answer, await response.json().catch(() => undefined)) : undefined;
        if (!parsed?.success) return undefined;
        const answered = { host: hostOf(address), hits: parsed.output.map(toHit) };
        // A mirror may have little: the next one may have more.
        if (answered.hits.length > 0) return answered;
        empty ??= answered;
        return undefined;
      });
      if (found) return { status: "found", ...found };
      if (!empty) return outcome;
      outcome = { status: "found", ...empty };
    } catch (reason) {
      if (reason instanceof Stopped) throw reason;
      return { status: "unreachable" };
    }
  }
  return outcome;
}

function toHit({ id, downloads, likes, tags, gated }: v.InferOutput<typeof Answer>[number]): Hit {
  const licence = tags.find((tag) => tag.startsWith("license:"))?.slice("license:".length);
  const languages = tags.filter((tag) => /^[a-z]{2}$/.test(tag));
  return { model: id, downloads, likes, licence, languages, gated: Boolean(gated) };
}

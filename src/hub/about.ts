import * as v from "valibot";
import { realClock } from "../shared/clock.ts";
import { addressesOf, type HubFile } from "./address.ts";
import { isPage } from "./answers.ts";
import { listEmbedded } from "./embedded.ts";
import { createEndpoints, type Fetch, tokenForHosts } from "./endpoints.ts";
import { Info, infoAddressOf, type Listing, listingOf } from "./info.ts";
import { listLocal, withLocal } from "./local.ts";
import { isEmbedded, isLocal } from "./reference.ts";
import type { Sources } from "./sources.ts";

/** What a repository says of itself, beyond what a run needs. */
export interface About {
  /** `undefined` where no host lists it. */
  readonly listing: Listing | undefined;
  /** The Hub's tag of the task that it is for. */
  readonly task: string | undefined;
  /** `architectures` of its `config.json`. */
  readonly architectures: readonly string[];
  /** Inputs that its card tries it with, by the Hub's names of inputs. */
  readonly examples: readonly CardExample[];
  /** Its card in Markdown, without the settings above it. */
  readonly card: string | undefined;
}

export interface CardExample {
  readonly title: string;
  readonly input: Readonly<Record<string, string | readonly string[]>>;
}

const Told = v.object({
  ...Info.entries,
  pipeline_tag: v.fallback(v.optional(v.string()), undefined),
  cardData: v.fallback(
    v.optional(v.object({ widget: v.optional(v.array(v.record(v.string(), v.unknown()))) })),
    undefined,
  ),
});

/** Longer than any card is read. */
const mostCardLetters = 200_000;

/**
 * Asks a model's hosts what it says of itself; nothing of it is kept. Each part may be missing.
 * @throws TaskError where no host answers
 */
export async function readAbout(
  ref: Pick<HubFile, "model" | "revision">,
  sources: Sources,
  network: Fetch,
): Promise<About> {
  const { endpoints, timeoutMs, token, embeddedBase, local = [] } = sources;
  const fetch = withLocal(network, local);
  const tokenFor = tokenForHosts(endpoints, token);
  const { ask } = createEndpoints({ fetch, clock: realClock, firstByteMs: timeoutMs.firstByte, tokenFor });
  const told = isEmbedded(ref.model) || isLocal(ref.model) ? undefined : await askHosts();
  const card = await ask(addressesOf({ ...ref, file: "README.md" }, sources), {}, ({ response }) =>
    response.ok && !isPage(response) ? response.text() : undefined,
  );
  return {
    listing: told ? listingOf(told) : await ownListing(),
    task: told?.pipeline_tag,
    architectures: told?.config?.architectures ?? [],
    examples: (told?.cardData?.widget ?? []).flatMap(toExample),
    card: card === undefined ? undefined : withoutSettings(card.slice(0, mostCardLetters)),
  };

  function askHosts(): Promise<v.InferOutput<typeof Told> | undefined> {
    const addresses = endpoints.map(({ host }) => infoAddressOf(ref, host));
    return ask(addresses, {}, async ({ response }) => {
      const parsed = response.ok ? v.safeParse(Told, await response.json().catch(() => undefined)) : undefined;
      return parsed?.success ? parsed.output : undefined;
    });
  }

  async function ownListing(): Promise<Listing | undefined> {
    if (isEmbedded(ref.model)) return listEmbedded(ref, embeddedBase, network);
    return local.length > 0 ? listLocal(local) : undefined;
  }
}

/** A card begins with settings in YAML between two lines of dashes. */
function withoutSettings(card: string): string {
  return card.replace(/^\s*---\r?\n[\s\S]*?\r?\n---[^\S\n]*(?:\r?\n|$)/, "").trim();
}

/** Texts alone: a picture or a sound lies at a host that this site does not ask. */
function toExample(widget: Readonly<Record<string, unknown>>): readonly CardExample[] {
  const { example_title: title, output: _, ...rest } = widget;
  const texts = Object.entries(rest).flatMap(([name, value]) => {
    const text = v.safeParse(v.union([v.string(), v.array(v.string())]), value);
    return text.success ? [[inputNames.get(name) ?? name, text.output] as const] : [];
  });
  const [first] = texts;
  if (!first || texts.some(([name]) => name === "src")) return [];
  return [{ title: typeof title === "string" ? title : String(first[1]), input: Object.fromEntries(texts) }];
}

/** The Hub's word for what Python calls otherwise. */
const inputNames: ReadonlyMap<string, string> = new Map([["candidateLabels", "candidate_labels"]]);

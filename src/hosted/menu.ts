import type { HostedSite, Provider } from "../shared/site.ts";
import type { Offer } from "./desk.ts";
import type { OfferedModel } from "./list.ts";
import { findTarget } from "./target.ts";

/** A hosted model as the list of models has it. */
export interface HostedEntry extends Omit<OfferedModel, "id"> {
  /** With the provider in front: what the model field takes. */
  readonly model: string;
}

/** What stands in the list until the provider's own has come: names of the providers' own libraries. */
const usual: Readonly<Partial<Record<Provider, string>>> = {
  anthropic: "claude-sonnet-5-5",
  google: "gemini-flash-latest",
  openai: "gpt-5.6-terra",
};

const plain = { name: undefined, context: undefined, price: undefined } as const;

/** Any model of a provider, to find where that one is asked. */
const someOf = (provider: Provider) => `${provider}/${usual[provider] ?? "model"}`;

/** Where each provider of a site is asked, as far as that is known. */
export function targetsOf(site: HostedSite, server: string) {
  const named: readonly Provider[] = site.servers.length > 0 ? [...site.providers, "server"] : site.providers;
  return [...new Set(named)].flatMap((provider) => findTarget(someOf(provider), site, server) ?? []);
}

/** What a task's conversations may hold beside words; nothing where it has none. */
export type Media = readonly ("image" | "audio")[];

/** What can be chosen: a provider's own list where it is known, else one name to begin with. */
export function entriesOf(
  site: HostedSite,
  server: string,
  offers: Readonly<Record<string, Offer>>,
  media: Media,
): readonly HostedEntry[] {
  return targetsOf(site, server).flatMap(({ provider, base }): readonly HostedEntry[] => {
    const offer = offers[base];
    if (offer?.status === "known")
      return offer.models
        .filter(({ id }) => isFor(media, provider, id))
        .map(({ id, ...rest }) => ({ model: `${provider}/${id}`, ...rest }));
    return usual[provider] === undefined ? [] : [{ model: someOf(provider), ...plain }];
  });
}

/** OpenAI's models that hear want a sound in each conversation, and its others refuse one: their names tell them apart. */
function isFor(media: Media, provider: Provider, id: string): boolean {
  if (provider === "anthropic") return !media.includes("audio") || media.includes("image");
  if (provider !== "openai") return true;
  return /audio/.test(id) ? media.includes("audio") : !media.includes("audio") || media.includes("image");
}

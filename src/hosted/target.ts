import type { HostedSite, Provider } from "../shared/site.ts";

/** A model of a provider, and where it is asked. */
export interface Target {
  readonly provider: Provider;
  /** As the provider names it. */
  readonly id: string;
  /** Address that the provider's paths are appended to; without a slash at its end. */
  readonly base: string;
  /** Of `base`, with its port: what a reader is told that the input goes to. */
  readonly host: string;
}

/** Each provider's own address with the version of its protocol. */
const usual: Readonly<Record<Exclude<Provider, "server">, string>> = {
  anthropic: "https://api.anthropic.com/v1",
  google: "https://generativelanguage.googleapis.com/v1beta",
  openai: "https://api.openai.com/v1",
  mistral: "https://api.mistral.ai/v1",
  hf: "https://router.huggingface.co/v1",
};

/**
 * Of the organisations that have models on the Hub under the same name, those models. Whoever writes `openai/gpt-oss-20b`
 * or `google/flan-t5-small` means the Hub, as everywhere else.
 */
const onHub: Readonly<Partial<Record<Provider, RegExp>>> = {
  openai: /^(?:whisper|clip|gpt-oss|imagegpt|shap-e|point-e|consistency|circuit|diffusers|jukebox|privacy-filter)/,
  google: /^(?!(?:models\/)?(?:gemini|learnlm)[-\w.]*$)/,
};

/** What stands behind the provider's name in the id of a hosted model; `undefined` where the id is one of the Hub. */
export function findHostedId(
  model: string,
  { providers, servers }: HostedSite,
): { provider: Provider; id: string } | undefined {
  const [, name = "", id = ""] = /^(\w+)\/(\S+)$/.exec(model.trim()) ?? [];
  const named: readonly Provider[] = servers.length > 0 ? [...providers, "server"] : providers;
  const provider = named.find((one) => one === name);
  return provider && id !== "" && !onHub[provider]?.test(id) ? { provider, id } : undefined;
}

/** @param text an address as a reader or a site writes it; a version is added where it has none, as servers document theirs */
export function findBase(text: string, version: string): string | undefined {
  const given = text.trim();
  const whole = /^[a-z][a-z+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  if (given === "" || !URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  const path = url.pathname.replace(/\/(?:(?:chat\/)?completions|models|messages)?\/*$/, "");
  return `${url.origin}${path}${/\/v\d[^/]*(?:\/|$)/.test(path) ? "" : `/${version}`}`;
}

/** @param server the address that the reader chose for `server/` */
export function findTarget(model: string, site: HostedSite, server: string): Target | undefined {
  const found = findHostedId(model, site);
  if (!found) return undefined;
  const base = findBaseOf(found.provider, site, server);
  return base === undefined ? undefined : { ...found, base, host: new URL(base).host };
}

function findBaseOf(provider: Provider, { providers, servers, baseUrls }: HostedSite, server: string) {
  const own = baseUrls?.[provider];
  if (provider !== "server") {
    const version = usual[provider].split("/").at(-1) ?? "v1";
    return own === undefined ? usual[provider] : findBase(own, version);
  }
  const listed = servers.map(({ url }) => findBase(url, "v1"));
  const chosen = findBase(server, "v1") ?? (own === undefined ? listed[0] : findBase(own, "v1"));
  // A site that names its servers, and not `server`, means those alone.
  return providers.includes("server") || listed.includes(chosen) ? chosen : undefined;
}

import { createHash } from "node:crypto";
import * as v from "valibot";

/** What of `site.json` says whom the page talks to. */
const Site = v.object({
  endpoints: v.optional(v.array(v.object({ host: v.string() })), []),
  embedOrigins: v.optional(v.array(v.string()), []),
  logo: v.optional(v.string()),
  hosted: v.optional(
    v.object({
      servers: v.optional(v.array(v.object({ url: v.string() })), []),
      baseUrls: v.optional(v.record(v.string(), v.string()), {}),
      providers: v.optional(v.array(v.string()), []),
    }),
  ),
});

/** Where the Hub's own addresses lead: its CDNs. */
const ofHub = ["https://huggingface.co", "https://*.huggingface.co", "https://*.hf.co"];

/** @type {Readonly<Record<string, string>>} */
const ofProviders = {
  anthropic: "https://api.anthropic.com",
  google: "https://generativelanguage.googleapis.com",
  hf: "https://router.huggingface.co",
  mistral: "https://api.mistral.ai",
  openai: "https://api.openai.com",
};

/**
 * A content security policy for one build: scripts of this site alone, and of those in the page the very ones that the
 * build wrote; no host but those that `site.json` names. Styles may stand in elements, since pictures and boxes are placed
 * by them.
 * @param {string} html the built `index.html`
 * @param {unknown} site content of its `site.json`
 * @returns {string}
 */
export function policyOf(html, site) {
  const { endpoints, embedOrigins, logo, hosted } = v.parse(Site, site);
  const hosts = endpoints.map(({ host }) => new URL(host).origin);
  const keyed = (hosted?.providers ?? []).flatMap((name) => ofProviders[name] ?? []);
  const servers = [...(hosted?.servers ?? []).map(({ url }) => url), ...Object.values(hosted?.baseUrls ?? {})];
  const talksTo = [
    ...hosts,
    ...(hosts.includes("https://huggingface.co") ? ofHub : []),
    ...keyed,
    ...servers.map((url) => new URL(url).origin),
  ];
  const logoHost = logo && URL.canParse(logo) ? [new URL(logo).origin] : [];
  const rules = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'wasm-unsafe-eval'", ...hashesIn(html)],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:", ...logoHost],
    "media-src": ["'self'", "data:", "blob:"],
    "connect-src": ["'self'", "data:", "blob:", ...talksTo],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'", ...embedOrigins],
  };
  return Object.entries(rules)
    .map(([rule, sources]) => [rule, ...new Set(sources)].join(" "))
    .join("; ");
}

/** @param {string} html */
function hashesIn(html) {
  const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map((match) => match[1] ?? "");
  return scripts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
}

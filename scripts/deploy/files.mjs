import { fileHeaders, headerSets } from "../serve/headers.mjs";

/**
 * @typedef {object} Rules what every host shall send, from one source
 * @property {Readonly<Record<string, string>>} always
 * @property {string} forAssets `Cache-Control` of files whose name says their content
 * @property {string} forOthers `Cache-Control` of all others
 */

/** @typedef {(html: string, rules: Rules) => Readonly<Record<string, string>>} Writer files by their path in the built folder */

/**
 * @param {string} policy
 * @returns {Rules}
 */
export function rulesOf(policy) {
  const cacheOf = (/** @type {string} */ path) => fileHeaders({ path, etag: "" }, `/${path}`)["Cache-Control"];
  return {
    always: {
      ...headerSets.isolated,
      "Content-Security-Policy": policy,
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    },
    forAssets: cacheOf("assets/index-aaaaaaaa.js"),
    forOthers: cacheOf("index.html"),
  };
}

/** @param {Readonly<Record<string, string>>} headers */
const lines = (headers) =>
  Object.entries(headers)
    .map(([name, value]) => `  ${name}: ${value}\n`)
    .join("");

/** Netlify's and Cloudflare Pages' own file: the same syntax. */
const headersFile = (/** @type {Rules} */ { always, forAssets, forOthers }) =>
  `/*\n${lines(always)}/\n${lines({ "Cache-Control": forOthers })}/assets/*\n${lines({ "Cache-Control": forAssets })}`;

const quoted = (/** @type {string} */ value) => `"${value.replaceAll('"', '\\"')}"`;

/**
 * For hosts that take no headers: the policy stands in the page, where it cannot say who may frame it; the service worker
 * isolates the page from its second visit on.
 * @param {string} html
 * @param {Rules} rules
 */
function withMeta(html, { always }) {
  const policy = (always["Content-Security-Policy"] ?? "").replace(/; frame-ancestors [^;]*/, "");
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  const clean = html.replace(/\n? *<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  return clean.replace(/(<meta charset="[^"]*" ?\/?>)/, `$1\n    ${meta}`);
}

/** @type {Readonly<Record<string, Writer>>} */
export const hosts = {
  netlify: (_, rules) => ({ _headers: headersFile(rules) }),
  cloudflare: (_, rules) => ({ _headers: headersFile(rules) }),

  vercel: (_, { always, forAssets }) => ({
    "vercel.json": `${JSON.stringify(
      {
        headers: [
          { source: "/(.*)", headers: Object.entries(always).map(([key, value]) => ({ key, value })) },
          { source: "/assets/(.*)", headers: [{ key: "Cache-Control", value: forAssets }] },
        ],
      },
      null,
      2,
    )}\n`,
  }),

  // A `location` that adds a header of its own inherits none, so the value is chosen before.
  nginx: (_, { always, forAssets, forOthers }) => ({
    "../deploy/nginx.conf": [
      `map $uri $cache_control {\n  default ${quoted(forOthers)};\n  ~/assets/ ${quoted(forAssets)};\n}\n`,
      "server {",
      "  listen 8080;",
      "  root /usr/share/nginx/html;",
      "  include /etc/nginx/mime.types;",
      "  types { application/wasm wasm; text/javascript mjs; application/manifest+json webmanifest; }",
      "  # Weights hardly shrink, and a compressed answer hides its length from the page.",
      "  gzip on;",
      "  gzip_types text/css text/javascript application/javascript application/json image/svg+xml;",
      ...Object.entries({ ...always, "Cache-Control": "$cache_control" }).map(
        ([name, value]) => `  add_header ${name} ${quoted(value)} always;`,
      ),
      "  # A file that is not there is 404 and not the page: checkpoints have optional files.",
      "  location / { try_files $uri $uri/index.html =404; }",
      "}\n",
    ].join("\n"),
  }),

  pages: (html, rules) => ({ "index.html": withMeta(html, rules), ".nojekyll": "" }),

  space: (html, rules) => ({
    "index.html": withMeta(html, rules),
    "README.md": [
      "---",
      "title: Model Playground",
      "emoji: 🧪",
      "colorFrom: blue",
      "colorTo: indigo",
      "sdk: static",
      "pinned: false",
      "custom_headers:",
      ...Object.entries(headerSets.isolated).map(([name, value]) => `  ${name.toLowerCase()}: ${value}`),
      "---\n",
      "Models for text, pictures and sound, in the browser.\n",
    ].join("\n"),
  }),
};

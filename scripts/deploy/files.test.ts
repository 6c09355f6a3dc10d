import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { headerSets } from "../serve/headers.mjs";
import { root } from "../shared/root.mjs";
import { hosts, rulesOf } from "./files.mjs";
import { policyOf } from "./policy.mjs";

const script = "document.title = 'x';";
const html = `<!doctype html>\n<html>\n  <head>\n    <meta charset="utf-8" />\n  </head>\n  <body><script>${script}</script><script type="module" src="./assets/index.js"></script></body>\n</html>`;
const site = JSON.parse(readFileSync(join(root, "public/site.json"), "utf8"));
const rules = rulesOf(policyOf(html, site));
const expected = { ...headerSets.isolated, "Content-Security-Policy": policyOf(html, site) };
const textOf = (host: string, path: string) => hosts[host]?.(html, rules)[path] ?? "";

/** Of Netlify's and Cloudflare's file: the headers of one path. */
function headersAt(text: string, path: string): Record<string, string> {
  const [, block = ""] = text.split(`${path}\n`);
  const lines = block.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("  "));
  return Object.fromEntries(
    lines.slice(0, end).map((line) =>
      line
        .trim()
        .split(/: (.*)/)
        .slice(0, 2),
    ),
  );
}

test("each file tells its host the same headers, which are those of our own server", () => {
  for (const host of ["netlify", "cloudflare"]) {
    const text = textOf(host, "_headers");
    expect(headersAt(text, "/*")).toEqual(rules.always);
    expect(headersAt(text, "/assets/*")).toEqual({ "Cache-Control": rules.forAssets });
  }
  const { headers } = JSON.parse(textOf("vercel", "vercel.json"));
  const told = headers[0].headers.map(({ key, value }: { key: string; value: string }) => [key, value]);
  expect(Object.fromEntries(told)).toEqual(rules.always);
  const nginx = [...textOf("nginx", "../deploy/nginx.conf").matchAll(/add_header (\S+) "(.*)" always;/g)];
  expect(Object.fromEntries(nginx.map(([, name, value]) => [name, value]))).toEqual({
    ...rules.always,
    "Cache-Control": "$cache_control",
  });
  const space = [...textOf("space", "README.md").matchAll(/^ {2}(cross-\S+): (\S+)$/gm)];
  const lower = Object.entries(headerSets.isolated).map(([name, value]) => [name.toLowerCase(), value]);
  expect(space.map(([, name, value]) => [name, value])).toEqual(lower);
  expect(rules.always).toMatchObject(expected);
});

test("the policy lets run this site's scripts and what the build wrote into the page, and nobody else's", () => {
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = policyOf(html, site);
  expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}';`);
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
  expect(policy).toMatch(
    /connect-src [^;]*https:\/\/huggingface\.co https:\/\/hf-mirror\.com[^;]*https:\/\/\*\.hf\.co/,
  );
});

test("the policy knows whom site.json names: providers, servers, pages around", () => {
  const hosted = { providers: ["openai"], servers: [{ name: "ours", url: "http://10.0.0.2:8000/v1" }] };
  const policy = policyOf(html, { endpoints: [], hosted, embedOrigins: ["https://course.example"] });
  expect(policy).toContain("connect-src 'self' data: blob: https://api.openai.com http://10.0.0.2:8000;");
  expect(policy).toContain("frame-ancestors 'self' https://course.example");
});

test("where a host takes no headers the policy stands in the page, once, without what it cannot say there", () => {
  const once = textOf("pages", "index.html");
  expect(once).toMatch(/<meta charset="utf-8" \/>\n {4}<meta http-equiv="Content-Security-Policy"/);
  expect(once).not.toContain("frame-ancestors");
  expect(hosts.pages?.(once, rules)["index.html"]).toBe(once);
});

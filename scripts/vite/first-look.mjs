import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { minify, normalizePath, transformWithOxc } from "vite";
import { withSource } from "../shared/source.mjs";
import { startModules } from "./chunks.mjs";

const prerender = "/src/app/first/prerender.tsx";
const chooser = "src/app/first/choose.ts";
const mark = "<!-- first look -->";

/** What `prerender.tsx` gives. */
const Looks = v.object({
  task: v.string(),
  defaultLanguage: v.optional(v.string()),
  looks: v.array(v.object({ locale: v.string(), title: v.string(), markup: v.string() })),
});
const Prerender = v.object({ firstLooksOf: v.function() });

/**
 * Writes the screen of a first visit into the built `index.html`, in every language of `public/site.json`, so that the
 * first paint waits for no script. `choose.ts`, inlined, shows the reader's own; the app takes its place when it is ready.
 * @returns {import("vite").Plugin}
 */
export function firstLook() {
  let root = "";
  return {
    name: "first-look",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    transformIndexHtml: {
      order: "post",
      async handler(html, { filename, bundle }) {
        if (!filename.endsWith("index.html") || !bundle) return html;
        const { task, defaultLanguage, looks } = await looksOf(root);
        const templates = looks.map(({ locale, title, markup }) => {
          const words = [`src/app/i18n/start-${locale.toLowerCase()}.ts`, `src/tasks/${task}/messages/${locale}.json`];
          const files = words.flatMap((module) => filesOf(bundle, module)).join(" ");
          return `<template data-look="${locale}" data-task="${task}" data-title="${escaped(title)}" data-words="${files}"><!--${uncommented(markup)}--></template>`;
        });
        const script = await scriptOf(join(root, chooser));
        const ofTask = ["models", "examples"].map((part) => `src/tasks/${task}/${part}.ts`);
        const early = new Set([...startModules, ...ofTask].flatMap((module) => filesOf(bundle, module)));
        const preloads = [...early].map((file) => `<link rel="modulepreload" crossorigin href="${file}">`);
        const language = defaultLanguage === undefined ? "" : ` data-language="${defaultLanguage}"`;
        // By functions: what is written may hold the signs that a replacement's text is read for.
        return withStyles(
          html,
          bundle,
          [...early].map((file) => file.replace(/^\.\//, "")),
        )
          .replace("</head>", () => `${preloads.join("\n")}\n</head>`)
          .replace("<html", () => `<html${language}`)
          .replace(mark, () => `${templates.join("\n")}\n<script>${script}</script>`);
      },
    },
  };
}

/**
 * The styles stand in the page itself: the script that shows the screen would wait for their file, and on a slow line
 * that comes among all scripts. Later parts that share them look for a link to that file, and would fetch it once more;
 * a disabled one is found and never fetched.
 * @param {string} html
 * @param {import("vite").Rollup.OutputBundle} bundle
 * @param {Iterable<string>} scripts whose styles they are, beside those that the page names
 */
function withStyles(html, bundle, scripts) {
  const link = /<link rel="stylesheet"[^>]* href="\.\/([^"]+)">/;
  const [tag = "", named = ""] = link.exec(html) ?? [];
  const files = new Set([named]);
  for (const script of scripts) {
    const chunk = bundle[script];
    if (chunk?.type === "chunk") for (const file of chunk.viteMetadata?.importedCss ?? []) files.add(file);
  }
  const styles = [...files].map((file) => {
    const asset = bundle[file];
    if (asset?.type !== "asset") throw new Error(`The build has no file for the styles of ${file}.`);
    return { text: asset.source, link: `<link rel="stylesheet" disabled href="./${file}">` };
  });
  return html.replace(
    tag,
    () => `<style>${styles.map(({ text }) => text).join("")}</style>${styles.map((one) => one.link).join("")}`,
  );
}

/**
 * The app's own components, drawn by React in this process.
 * @param {string} root
 */
function looksOf(root) {
  return withSource(root, prerender, async (module) => {
    const { firstLooksOf } = v.parse(Prerender, module);
    return v.parse(Looks, await firstLooksOf(readFileSync(join(root, "public", "site.json"), "utf8")));
  });
}

/**
 * As a plain script, so that it runs before the first paint; a module would wait for the whole page.
 * @param {string} file
 */
async function scriptOf(file) {
  const { code } = await transformWithOxc(readFileSync(file, "utf8"), file);
  const { code: small } = await minify(file, `{${code.replace(/^export \{\s*\};?\s*$/m, "")}}`);
  return small.replaceAll("</script", "<\\/script");
}

/**
 * @param {import("vite").Rollup.OutputBundle} bundle
 * @param {string} module that is not in the page's first file
 * @returns {readonly string[]} that file, and what it imports beside what the page has from the start
 */
function filesOf(bundle, module) {
  const chunk = Object.values(bundle).find(
    (output) => output.type === "chunk" && output.moduleIds.some((id) => normalizePath(id).endsWith(`/${module}`)),
  );
  if (chunk?.type !== "chunk") throw new Error(`The build has no file for ${module}.`);
  const imported = chunk.imports.filter((file) => {
    const other = bundle[file];
    return other?.type === "chunk" && !other.isEntry;
  });
  return [chunk.fileName, ...imported].map((file) => `./${file}`);
}

/**
 * What React leaves between texts and around what may be replaced, nobody reads: the app draws anew.
 * @param {string} markup
 */
function uncommented(markup) {
  const bare = markup.replaceAll(/<!--.*?-->/g, "");
  if (bare.includes("-->") || bare.includes("--!>")) throw new Error("The first look cannot stand in a comment.");
  return bare;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { createServer, minify, transformWithOxc } from "vite";

const prerender = "/src/app/first/prerender.tsx";
const chooser = "src/app/first/choose.ts";
const mark = "<!-- first look -->";

const Site = v.looseObject({
  defaultTask: v.string(),
  languages: v.optional(v.array(v.string()), ["en", "zh-CN"]),
  defaultLanguage: v.optional(v.string()),
});

/** What `prerender.tsx` gives. */
const Look = v.object({ title: v.string(), markup: v.string() });
const Prerender = v.object({ firstLookOf: v.function() });

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
        const siteText = readFileSync(join(root, "public", "site.json"), "utf8");
        const { defaultTask, languages, defaultLanguage } = v.parse(Site, JSON.parse(siteText));
        const looks = await looksOf(root, languages, siteText);
        const templates = looks.map(({ locale, title, markup }) => {
          const words = [
            `src/app/i18n/start-${locale.toLowerCase()}.ts`,
            `src/tasks/${defaultTask}/messages/${locale}.json`,
          ];
          const files = words.flatMap((module) => filesOf(bundle, module)).join(" ");
          return `<template data-look="${locale}" data-task="${defaultTask}" data-title="${escaped(title)}" data-words="${files}">${markup}</template>`;
        });
        const script = await scriptOf(join(root, chooser));
        const early = ["models", "examples"].flatMap((part) => filesOf(bundle, `src/tasks/${defaultTask}/${part}.ts`));
        const preloads = early.map(preloadOf);
        return (
          html
            // What the entry imports is no entry: the first module of the page tells its version (`src/app/update.ts`).
            .replace(/<script type="module" crossorigin src="([^"]*rolldown-runtime[^"]*)"><\/script>/, preloadOf("$1"))
            .replace("</head>", `${preloads.join("\n")}\n</head>`)
            .replace("<html", defaultLanguage === undefined ? "<html" : `<html data-language="${defaultLanguage}"`)
            .replace(mark, `${templates.join("\n")}\n<script>${script}</script>`)
        );
      },
    },
  };
}

/**
 * The app's own components, drawn by React in this process.
 * @param {string} root
 * @param {readonly string[]} languages
 * @param {string} siteText
 */
async function looksOf(root, languages, siteText) {
  const server = await createServer({
    root,
    appType: "custom",
    logLevel: "error",
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  try {
    const { firstLookOf } = v.parse(Prerender, await server.ssrLoadModule(prerender));
    const looks = [];
    // One after the other: they share the words' library.
    for (const locale of languages) looks.push({ locale, ...v.parse(Look, await firstLookOf(locale, siteText)) });
    return looks;
  } finally {
    await server.close();
  }
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
 * @param {string} module that is imported when it is needed, and so has a file of its own
 * @returns {readonly string[]} that file, and what it imports beside what the page has from the start
 */
function filesOf(bundle, module) {
  const chunk = Object.values(bundle).find(
    (output) => output.type === "chunk" && output.facadeModuleId?.replaceAll("\\", "/").endsWith(`/${module}`),
  );
  if (chunk?.type !== "chunk") throw new Error(`The build has no file for ${module}.`);
  const imported = chunk.imports.filter((file) => {
    const other = bundle[file];
    return other?.type === "chunk" && !other.isEntry && other.name !== "rolldown-runtime";
  });
  return [chunk.fileName, ...imported].map((file) => `./${file}`);
}

/** @param {string} file */
function preloadOf(file) {
  return `<link rel="modulepreload" crossorigin href="${file}">`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

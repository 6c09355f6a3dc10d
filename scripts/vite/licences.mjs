import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { licencesPage } from "./licences-page.mjs";

const Manifest = v.object({
  name: v.string(),
  version: v.string(),
  license: v.optional(v.string(), ""),
  homepage: v.optional(v.string()),
  dependencies: v.optional(v.record(v.string(), v.string()), {}),
});

/** @typedef {{ readonly name: string, readonly version: string, readonly licence: string, readonly text: string }} Notice */

/**
 * Two plugins, for the page and for its workers, that note which packages went into a bundle. The page's one writes
 * `licences.html`: their licences and those of the checkpoints that ship with the site.
 */
export function licences() {
  /** @type {Set<string>} folders below node_modules */
  const shipped = new Set();
  let root = "";

  /** @param {import("vite").Rolldown.OutputBundle} bundle */
  function note(bundle) {
    for (const output of Object.values(bundle)) {
      if (output.type === "asset") continue;
      for (const id of output.moduleIds) {
        const name = packageOf(id);
        if (name !== undefined) shipped.add(name);
      }
    }
  }

  /** @returns {import("vite").Plugin} */
  const page = () => ({
    name: "licences",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    // Workers are built while the page's modules are transformed, so all are known here.
    generateBundle(_, bundle) {
      note(bundle);
      const notices = noticesOf(shipped, root);
      const own = { notice: textAt(root, "NOTICE"), licence: textAt(root, "LICENSE") };
      this.emitFile({
        type: "asset",
        fileName: "licences.html",
        source: licencesPage({ notices, models: modelsIn(root), own }),
      });
    },
  });
  /** @returns {import("vite").Plugin} */
  const worker = () => ({ name: "licences-worker", apply: "build", generateBundle: (_, bundle) => note(bundle) });
  return { page, worker };
}

/**
 * @param {string} id of a module; `undefined` where it is of no package
 * @returns {string | undefined}
 */
export function packageOf(id) {
  return /.*[/\\]node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(id)?.[1]?.replaceAll("\\", "/");
}

/**
 * Of the packages and of what these depend on: some bring their dependencies within their own bundle.
 * @param {Iterable<string>} names
 * @param {string} root
 * @returns {readonly Notice[]}
 */
export function noticesOf(names, root) {
  /** @type {Map<string, Notice>} */
  const notices = new Map();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const folder = join(root, "node_modules", name);
    if (notices.has(name) || !existsSync(join(folder, "package.json"))) continue;
    const manifest = v.parse(Manifest, JSON.parse(textAt(folder, "package.json")));
    // What an override put in the place of a package that no browser needs; and types, which never ship.
    if (manifest.name !== name || name.startsWith("@types/")) continue;
    notices.set(name, { name, version: manifest.version, licence: manifest.license, text: licenceTextIn(folder) });
    waiting.push(...Object.keys(manifest.dependencies));
  }
  return [...notices.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** @param {string} folder */
function licenceTextIn(folder) {
  return readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice|thirdpartynotices)/i.test(file))
    .sort()
    .map((file) => textAt(folder, file))
    .join("\n\n");
}

const Source = v.object({
  title: v.string(),
  licence: v.string(),
  licencePackage: v.string(),
  licenceUpstream: v.string(),
});

/**
 * @param {string} root
 * @returns {readonly v.InferOutput<typeof Source>[]}
 */
function modelsIn(root) {
  const folder = join(root, "public", "models");
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "SOURCE.json")))
    .map((name) => v.parse(Source, JSON.parse(textAt(join(folder, name), "SOURCE.json"))));
}

/**
 * @param {string} folder
 * @param {string} file
 */
function textAt(folder, file) {
  return readFileSync(join(folder, file), "utf8");
}

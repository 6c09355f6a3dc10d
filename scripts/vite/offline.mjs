import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build as buildFile } from "vite";
import { filesIn } from "../shared/files.mjs";
import { eagerFilesOf } from "../sizes/page.mjs";

const entry = "src/offline/service.worker.ts";
/** Of no use without a network. */
const providers = /\/node_modules\/(?:openai|@anthropic-ai|@google)\//;

/**
 * Writes beside the page the service worker that holds it, `sw.js`, and the list of what it holds, `offline.json`. Both
 * name the build by its files, so another build is another service worker.
 * @returns {import("vite").Plugin}
 */
export function offline() {
  let root = "";
  return {
    name: "offline",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    writeBundle: {
      order: "post",
      async handler({ dir = "" }, bundle) {
        const html = readFileSync(join(dir, "index.html"), "utf8");
        const ofProviders = new Set(
          Object.values(bundle).flatMap((output) =>
            output.type === "chunk" && output.moduleIds.some((id) => providers.test(id)) ? [output.fileName] : [],
          ),
        );
        const list = listOf(
          html,
          filesIn(dir)
            .map(({ path }) => path)
            .filter((path) => !ofProviders.has(path)),
        );
        const build = createHash("sha256").update(html).update(JSON.stringify(list)).digest("hex").slice(0, 16);
        writeFileSync(join(dir, "offline.json"), JSON.stringify({ build, ...list }));
        writeFileSync(join(dir, "sw.js"), await workerOf(root, build));
        if (existsSync(join(dir, "models"))) {
          writeFileSync(join(dir, "models/files.json"), JSON.stringify(modelsIn(dir)));
        }
      },
    },
  };
}

/**
 * Of each model beside the page what the Hub would tell of it, so that a reader can keep a copy that was checked
 * (`src/hub/embedded.ts`).
 * @param {string} dir
 */
export function modelsIn(dir) {
  /** @type {Record<string, { siblings: { rfilename: string, size: number, lfs: { sha256: string } }[] }>} */
  const models = {};
  for (const { path, bytes } of filesIn(join(dir, "models"))) {
    const [name = "", ...rest] = path.split("/");
    if (rest.length === 0) continue;
    const sha256 = createHash("sha256")
      .update(readFileSync(join(dir, "models", path)))
      .digest("hex");
    models[name] ??= { siblings: [] };
    models[name].siblings.push({ rfilename: rest.join("/"), size: bytes, lfs: { sha256 } });
  }
  return models;
}

/**
 * @param {string} html
 * @param {readonly string[]} paths of the built folder
 * @returns {Omit<import("../../src/offline/shell.ts").ShellList, "build">}
 */
export function listOf(html, paths) {
  const core = ["site.json", ...eagerFilesOf(html)];
  const assets = paths.filter((path) => path.startsWith("assets/"));
  const runtime = assets.filter((path) => /\.(?:wasm|gz)$/.test(path));
  return {
    core,
    rest: assets.filter((path) => /\.(?:m?js|css)$/.test(path) && !core.includes(path)),
    runtime: {
      jspi: runtime.filter((path) => path.includes(".jspi")),
      asyncify: runtime.filter((path) => path.includes(".asyncify")),
    },
  };
}

/**
 * As one plain script: not every browser starts a service worker that is a module.
 * @param {string} root
 * @param {string} build
 */
async function workerOf(root, build) {
  const outputs = await buildFile({
    root,
    configFile: false,
    logLevel: "error",
    publicDir: false,
    define: { "import.meta.env.VITE_BUILD": JSON.stringify(build) },
    build: { write: false, target: "es2022", lib: { entry: join(root, entry), formats: ["iife"], name: "shell" } },
  });
  const [first] = [outputs].flat();
  if (!first || !("output" in first)) throw new Error("The service worker was not built.");
  return first.output[0].code;
}

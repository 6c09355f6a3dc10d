import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "vite";
import { afterEach, expect, it } from "vitest";
import { readGraph } from "./folder.mjs";
import { recordGraph } from "./record.mjs";
import { graphRules } from "./rules.mjs";
import { violationsOf } from "./violations.mjs";

// The real path: Vite resolves links, and would name every module from outside the root otherwise.
const root = realpathSync(mkdtempSync(join(tmpdir(), "graph-")));
const notes = join(root, "notes");
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A site of two sides, each of which reaches lazily for what belongs to the other. */
const site = {
  "index.html": '<script type="module" src="/src/app/main.ts"></script>',
  "src/app/main.ts": `
    new Worker(new URL("../workers/model.worker.ts", import.meta.url), { type: "module" });
    document.title = "page";
    void import("./lazy.ts");`,
  "src/app/lazy.ts": 'import { session } from "onnxruntime-web"; console.log(session);',
  "src/workers/model.worker.ts": 'onmessage = () => import("../ui/bars.ts");',
  "src/ui/bars.ts": "export const bars = [1, 2];",
  "node_modules/onnxruntime-web/package.json": '{ "name": "onnxruntime-web", "type": "module", "main": "index.js" }',
  "node_modules/onnxruntime-web/index.js": "export const session = {};",
};

it("sees through Vite's two builds what the page and the worker can come to load", { timeout: 20_000 }, async () => {
  for (const [path, content] of Object.entries(site)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  await build({
    root,
    configFile: false,
    logLevel: "silent",
    plugins: [recordGraph("page", notes)],
    worker: { format: "es", plugins: () => [recordGraph("worker", notes)] },
  });

  const pageViolations = violationsOf(readGraph("page", notes), {
    ...graphRules.page,
    required: [],
    minimumModules: 2,
  });
  expect(pageViolations).toEqual([
    expect.stringMatching(/index-.* -> .*lazy-.* holds node_modules\/onnxruntime-web\//),
  ]);

  const worker = { ...graphRules.worker, required: [], minimumModules: 2 };
  expect(violationsOf(readGraph("worker", notes), worker)).toEqual([
    expect.stringMatching(/model\.worker-.* -> .*bars-.* holds src\/ui\/bars\.ts$/),
  ]);
});

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cruise, type LayerViolation } from "./layers/cruise.mjs";
import { unseenOf } from "./layers/unseen.mjs";
import { root } from "./shared/root.mjs";

const config = join(root, ".dependency-cruiser.cjs");
const Rules = v.object({ forbidden: v.array(v.object({ name: v.string(), severity: v.string() })) });
const rules = v.parse(Rules, createRequire(import.meta.url)(config)).forbidden;

/** One violation a rule: the file that breaks it, and what it imports. */
const seeds: Readonly<Record<string, readonly [from: string, to: string]>> = {
  "shared-stands-alone": ["src/shared/math.ts", "src/ui/bars.ts"],
  "hub-only-shared": ["src/hub/fetch.ts", "src/workers/pool.ts"],
  "ui-only-shared": ["src/ui/Panel.tsx", "src/app/store.ts"],
  "tasks-not-app": ["src/tasks/summarization/visualizer.tsx", "src/app/store.ts"],
  "tasks-plain-not-drawn": ["src/tasks/summarization/json.ts", "src/ui/bars.ts"],
  "tasks-are-strangers": ["src/tasks/translation/run.ts", "src/tasks/fill-mask/run.ts"],
  "definitions-not-runs": ["src/tasks/summarization/definition.ts", "src/tasks/common/writing/run/beams.ts"],
  "visualizers-not-runs": ["src/tasks/common/writing/view/Written.tsx", "src/tasks/common/writing/run/beams.ts"],
  "runs-not-views": ["src/tasks/common/vision/run/model.ts", "src/tasks/common/vision/view/boxes.ts"],
  "workers-not-screen": ["src/workers/runner.ts", "src/ui/bars.ts"],
  "workers-not-react": ["src/workers/pool.ts", "node_modules/react/index.js"],
  "hosted-not-screen": ["src/hosted/list.ts", "src/workers/desk.ts"],
  "app-only-hosted-desk": ["src/app/page.ts", "src/hosted/guard.ts"],
  "hosted-halves-alone": ["src/tasks/summarization/hosted.ts", "src/tasks/common/writing/run/beams.ts"],
  "only-hosted-uses-providers": ["src/app/ask.ts", "node_modules/openai/index.js"],
  "learn-only-shared": ["src/learn/trainer.ts", "src/workers/queue.ts"],
  "offline-stands-alone": ["src/offline/shell.ts", "src/shared/math.ts"],
  "app-only-learn-client": ["src/app/learn/store.ts", "src/learn/train/learner.ts"],
  "only-training-uses-arrays": ["src/learn/helper.ts", "node_modules/@jax-js/jax/index.js"],
  "app-only-client": ["src/app/screen.ts", "src/workers/queue.ts"],
  "only-engine-uses-library": ["src/workers/helper.ts", "node_modules/@huggingface/transformers/index.js"],
  "store-below-screen": ["src/app/store/session.ts", "src/app/address/fragment.ts"],
  "store-without-circle": ["src/app/store/one.ts", "src/app/store/two.ts"],
  "no-cycles": ["src/shared/one.ts", "src/shared/two.ts"],
};

/** What the layers allow and a rule too wide would forbid. */
const allowed: readonly (readonly [from: string, to: string])[] = [
  ["src/app/main.ts", "src/workers/client.ts"],
  ["src/app/page.tsx", "src/hosted/desk.ts"],
  ["src/hosted/halves.ts", "src/tasks/summarization/definition.ts"],
  ["src/app/results.tsx", "src/ui/bars.ts"],
  ["src/app/learn/screen.tsx", "src/learn/client.ts"],
  ["src/learn/train/learner.ts", "node_modules/@jax-js/jax/index.js"],
  ["src/tasks/fill-mask/visualizer.tsx", "src/ui/bars.ts"],
  ["src/hub/address.ts", "src/shared/two.ts"],
  ["src/app/lookup.ts", "src/hub/address.ts"],
  ["src/workers/files.ts", "src/hub/address.ts"],
  ["src/tasks/definition.ts", "src/hub/address.ts"],
  ["src/tasks/registry.ts", "src/tasks/fill-mask/run.ts"],
  ["src/tasks/fill-mask/models.ts", "src/tasks/common/labels/scored.ts"],
  ["src/tasks/fill-mask/definition.ts", "src/tasks/common/lines/lines.ts"],
  ["src/tasks/fill-mask/run.ts", "src/tasks/common/writing/run/beams.ts"],
  ["src/workers/engine/load.ts", "node_modules/@huggingface/transformers/index.js"],
  ["src/workers/client.ts", "src/shared/two.ts"],
];

const folder = realpathSync(mkdtempSync(join(tmpdir(), "layers-")));
let violations: readonly LayerViolation[] = [];
let sources: readonly string[] = [];

function write(path: string, content: string) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** An import as it is written: a package by its name, our own by the way to the file. */
function importOf(from: string, to: string, keyword = "import") {
  const packageName = /^node_modules\/(.+)\/index\.js$/.exec(to)?.[1];
  const way = "../".repeat(from.split("/").length - 1) + to;
  return `${keyword} { it } from "${packageName ?? way}";\nexport const here = it;\n`;
}

beforeAll(async () => {
  const edges = [...Object.values(seeds), ...allowed];
  for (const [, to] of edges) write(to, "export const it = 1;\n");
  for (const [from, to] of edges) write(from, `${importOf(from, to)}export const it = 1;\n`);
  write("src/shared/two.ts", `${importOf("src/shared/two.ts", "src/shared/one.ts")}export const it = 1;\n`);
  write("src/app/store/two.ts", importOf("src/app/store/two.ts", "src/app/store/one.ts", "import type"));
  write("src/app/types.ts", importOf("src/app/types.ts", "src/workers/queue.ts", "import type"));
  write("src/shared/math.test.ts", importOf("src/shared/math.test.ts", "src/app/store.ts"));
  for (const name of ["react", "@huggingface/transformers"]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
  }
  write("package.json", JSON.stringify({ dependencies: { react: "1.0.0", "@huggingface/transformers": "1.0.0" } }));
  write("tsconfig.json", JSON.stringify({ compilerOptions: { moduleResolution: "bundler", module: "ESNext" } }));
  ({ violations, sources } = await cruise(folder, config));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the layers", () => {
  it("have a seeded violation for each rule, and each rule is an error", () => {
    expect(Object.keys(seeds).sort()).toEqual(rules.map(({ name }) => name).sort());
    expect(rules.filter(({ severity }) => severity !== "error")).toEqual([]);
  });

  it.each(Object.entries(seeds))("%s fires on its violation", (rule, [from, to]) => {
    expect(violations).toContainEqual({ rule, from, to });
  });

  it("leave alone what they allow, types across rooms, and tests", () => {
    const seeded = new Set(Object.values(seeds).map(([from]) => from));
    const others = violations.filter(({ from, rule }) => !seeded.has(from) && rule !== "no-cycles");
    expect(others).toEqual([]);
  });
});

describe("unseenOf", () => {
  it("finds nothing missing after a real cruise", () => {
    const files = [...Object.values(seeds), ...allowed].map(([from]) => from);
    expect(unseenOf(files, sources)).toEqual([]);
  });

  it("names what a blind cruise did not see, tests apart", () => {
    expect(unseenOf(["src/a.ts", "src/b.tsx", "src/a.test.ts", "src/x.css"], ["src/a.ts"])).toEqual(["src/b.tsx"]);
  });
});

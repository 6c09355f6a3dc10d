import { describe, expect, it } from "vitest";
import { graphRules, hostedRule } from "./rules.mjs";
import type { Graph } from "./schema.mjs";
import { strangersIn, violationsOf } from "./violations.mjs";

const own = (side: string, count: number) => Array.from({ length: count }, (_, i) => `src/${side}/part${i}.ts`);

/** A page as it should be, with a lazy chunk that holds these modules besides. */
const pageWith = (...lazy: readonly string[]): Graph => ({
  chunks: [
    {
      file: "index.js",
      isEntry: true,
      imports: ["lazy.js"],
      modules: ["node_modules/react/index.js", ...own("app", 60)],
    },
    { file: "lazy.js", isEntry: false, imports: ["index.js"], modules: [...lazy] },
  ],
});

const workerWith = (...modules: readonly string[]): Graph => ({
  chunks: [
    {
      file: "model.worker.js",
      isEntry: true,
      imports: [],
      modules: ["node_modules/@huggingface/transformers/dist/transformers.web.js", ...own("workers", 20), ...modules],
    },
  ],
});

describe("the page's rule", () => {
  const { page } = graphRules;

  it("accepts a page without the engine", () => {
    expect(violationsOf(pageWith(), page)).toEqual([]);
  });

  it.each([
    "node_modules/@huggingface/transformers/dist/transformers.web.js",
    "node_modules/onnxruntime-web/dist/ort.mjs",
  ])("fails on %s, even behind a dynamic import, and tells the way there", (module) => {
    expect(violationsOf(pageWith(module), page)).toEqual([`page-not-engine: index.js -> lazy.js holds ${module}`]);
  });

  it("accepts the address of a runtime file, and a chunk that nothing loads", () => {
    expect(violationsOf(pageWith("node_modules/onnxruntime-web/dist/ort.wasm?url"), page)).toEqual([]);
    const stray = {
      file: "stray.js",
      isEntry: false,
      imports: [],
      modules: ["node_modules/onnxruntime-web/dist/ort.mjs"],
    };
    expect(violationsOf({ chunks: [...pageWith().chunks, stray] }, page)).toEqual([]);
  });
});

describe("the worker's rule", () => {
  const { worker } = graphRules;

  it("accepts a worker without a screen", () => {
    expect(violationsOf(workerWith(), worker)).toEqual([]);
  });

  it.each(["node_modules/react/index.js", "node_modules/react-dom/client.js", "src/app/main.tsx", "src/ui/Bars.tsx"])(
    "fails on %s",
    (module) => {
      expect(violationsOf(workerWith(module), worker)).toEqual([`worker-not-screen: model.worker.js holds ${module}`]);
    },
  );
});

describe("a check that sees nothing", () => {
  it.each([graphRules.page, graphRules.worker])("fails on an empty graph: $name", (rule) => {
    expect(violationsOf({ chunks: [] }, rule)).toHaveLength(rule.required.length + 1);
  });

  it("fails when there are chunks but no entry leads to them", () => {
    const chunks = pageWith().chunks.map((chunk) => ({ ...chunk, isEntry: false }));
    expect(violationsOf({ chunks }, graphRules.page)).not.toEqual([]);
  });

  it("fails on many modules whose names are read wrong", () => {
    const chunks = [{ file: "index.js", isEntry: true, imports: [], modules: own("elsewhere", 100) }];
    expect(violationsOf({ chunks }, graphRules.page)).toHaveLength(2);
  });
});

describe("the chunk of hosted models", () => {
  const guard = "src/hosted/guard.ts";

  it("may hold what is theirs", () => {
    expect(strangersIn(pageWith(guard, "src/tasks/common/hosted/writing.ts"), hostedRule)).toEqual([]);
  });

  it("may hold nothing that others fetch as well", () => {
    const found = strangersIn(pageWith(guard, "src/shared/clock.ts"), hostedRule);
    expect(found).toEqual(["hosted-alone: lazy.js holds src/shared/clock.ts"]);
  });

  it("is told to be gone", () => {
    expect(strangersIn(pageWith(), hostedRule)).toHaveLength(1);
  });
});

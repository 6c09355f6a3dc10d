import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesIn } from "../shared/files.mjs";
import { root } from "../shared/root.mjs";
import { budget } from "./budget.mjs";
import { definitionWeights, roomOf } from "./definitions.mjs";
import { eagerFilesOf, pageWeight } from "./page.mjs";
import { sizeViolationsOf } from "./violations.mjs";

const dist = mkdtempSync(join(tmpdir(), "sizes-"));

beforeAll(() => {
  mkdirSync(join(dist, "models/tiny"), { recursive: true });
  mkdirSync(join(dist, "assets"));
  writeFileSync(
    join(dist, "index.html"),
    '<script type="module" crossorigin src="./assets/index-W1erjkBN.js"></script>',
  );
  writeFileSync(join(dist, "assets/index-W1erjkBN.js"), "export {};".repeat(100));
  writeFileSync(join(dist, "models/tiny/model.onnx"), "");
});
afterAll(() => rmSync(dist, { recursive: true, force: true }));

const violations = (limits = budget, roomBytes = 0) =>
  sizeViolationsOf({ files: filesIn(dist), page: pageWeight(dist), roomBytes }, limits);

describe("sizeViolationsOf", () => {
  it("fails on a file of one byte too many, and on no other", () => {
    // Sparse: the file system is told the size, and no 25 MiB are written.
    truncateSync(join(dist, "models/tiny/model.onnx"), 26_214_400);
    expect(violations()).toEqual([]);
    truncateSync(join(dist, "models/tiny/model.onnx"), 26_214_401);
    expect(violations()).toEqual([expect.stringContaining("models/tiny/model.onnx has 26214401 bytes")]);
  });

  it("fails when all models together are too many", () => {
    truncateSync(join(dist, "models/tiny/model.onnx"), 1001);
    expect(violations({ ...budget, modelBytes: 1000 })).toEqual([
      expect.stringContaining("the models have 1001 bytes"),
    ]);
  });

  it("fails when the page is too heavy, or was not seen at all", () => {
    expect(violations({ ...budget, pageBytes: 10 })).toEqual([expect.stringContaining("the page weighs")]);
    expect(sizeViolationsOf({ files: [], page: [], roomBytes: 0 }, budget)).toEqual([
      expect.stringContaining("nothing was weighed"),
    ]);
  });

  it("fails when the page's own script brings along what it should fetch", () => {
    expect(violations({ ...budget, entryBytes: 10 })).toEqual([expect.stringContaining("of an entry")]);
  });

  it("fails when the tasks to come would make the page too heavy", () => {
    expect(violations(budget, 100_000)).toEqual([]);
    expect(violations(budget, budget.pageBytes)).toEqual([expect.stringContaining("with 30 tasks")]);
  });
});

describe("roomOf", () => {
  it("keeps the mean of what is there for each task that is not, and nothing once all are", () => {
    expect(roomOf([100, 301], 5)).toBe(602);
    expect(roomOf([100, 300, 200], 2)).toBe(0);
  });

  it("takes a definition for more than the 221 bytes that one more costs the page", async () => {
    const weights = await definitionWeights(root);
    expect(weights.length).toBeGreaterThan(10);
    expect(roomOf(weights, weights.length + 1)).toBeGreaterThan(221);
  });
});

describe("eagerFilesOf", () => {
  it("takes scripts, preloads and styles, and leaves icons and prefetches", () => {
    const html = `<link rel="icon" href="/icon.svg"><link rel="prefetch" href="/assets/late.js">
      <link rel="modulepreload" crossorigin href="/assets/vendor.js"><link rel="stylesheet" href="./assets/index.css">
      <link rel="stylesheet" disabled href="./assets/inline.css">
      <script type="module" src="/assets/index.js"></script>`;
    expect(eagerFilesOf(html)).toEqual(["assets/vendor.js", "assets/index.css", "assets/index.js"]);
  });
});

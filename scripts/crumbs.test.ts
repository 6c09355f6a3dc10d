import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { filesIn } from "./shared/files.mjs";
import { root } from "./shared/root.mjs";

/** Shorter files that serve one other alone are crumbs: they belong into the file that they serve. */
const crumbLines = 25;
/** What a test of its own looks at is an idea of its own, if it is no shorter than this. */
const testedLines = 10;

/** Small files that stand alone, each with its reason. */
const kept: readonly (readonly [reason: string, files: RegExp])[] = [
  ["a part that every task has", /^src\/tasks\/[^/]+\/(?:definition|models|examples|run|fixture|snippet)\.ts$/],
  ["a part that every task has", /^src\/tasks\/[^/]+\/visualizer\.tsx$/],
  ["a format that a result is given in", /^src\/tasks\/[^/]+\/(?:json|csv|coco)\.ts$/],
  ["a part that every kind of input has", /^src\/app\/inputs\/[^/]+\/(?:kind|sample)\.ts$/],
  ["one rule of image processors a file", /^src\/shared\/image\/rules\//],
  ["one slice of the store a file", /^src\/app\/store\/\w+\.ts$/],
  ["the entry of a worker, or one verb of it", /^src\/(?:.+\/)?[\w-]+\.worker\.ts$|^src\/(?:workers|shared\/rpc)\//],
  ["a task's half for hosted models, found by its name", /^src\/tasks\/[\w-]+\/hosted\.ts$/],
  ["one component a file", /^src\/(?:app|ui)\/(?:[\w-]+\/)*[A-Z]\w+\.tsx$/],
  ["icons that come with their part of the page", /^src\/app\/chat\/icons\.tsx$/],
  ["what comes before the first import of a worker", /^src\/learn\/alone\.ts$/],
  ["the colours of the page", /^src\/ui\/theme\.ts$/],
  ["the colours of a program", /^src\/app\/code\/highlight\.ts$/],
];

const isTest = (path: string) => /\.(?:test|test-d)\.tsx?$|\/testing\/|\.d\.ts$/.test(path);
const files = filesIn(join(root, "src"))
  .map(({ path }) => `src/${path}`)
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

/** Who imports each file, and how: with `import()` it is fetched by itself, and so must be a file. */
const uses = files.flatMap(({ path, text }) =>
  [...text.matchAll(/(from |import\(|import )"(\.[^"?]+)/g)].map(([, how, target]) => ({
    target: posix.join(posix.dirname(path), target ?? ""),
    by: path,
    isFetched: how === "import(",
  })),
);

function isCrumb({ path, text }: (typeof files)[number]): boolean {
  const lines = text.split("\n").length - 1;
  const own = uses.filter(({ target }) => target === path);
  const ownTest = path.replace(/\.tsx?$/, ".test.ts");
  const importers = new Set(own.map(({ by }) => by).filter((by) => !by.startsWith(ownTest)));
  if (lines >= crumbLines || importers.size > 1 || own.some(({ isFetched }) => isFetched)) return false;
  return lines < testedLines || !existsSync(join(root, ownTest));
}

const crumbs = files.filter(({ path }) => !isTest(path)).filter(isCrumb);

test("a small file that one other uses stands alone for a reason only", () => {
  const without = crumbs.filter(({ path }) => !kept.some(([, allowed]) => allowed.test(path)));
  expect(without.map(({ path }) => path)).toEqual([]);
});

test("every reason is still needed", () => {
  expect(
    kept.filter(([, allowed]) => !crumbs.some(({ path }) => allowed.test(path))).map(([reason]) => reason),
  ).toEqual([]);
});

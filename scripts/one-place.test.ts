import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { taskIds } from "../src/tasks/index.ts";
import { filesIn } from "./shared/files.mjs";
import { root } from "./shared/root.mjs";

/** Where a task may be named apart from its own folder, each with its reason. A new task needs none but the first two. */
const places: readonly (readonly [reason: string, files: RegExp])[] = [
  ["one line a task", /^src\/tasks\/registry\.ts$/],
  ["which of Python's pipelines a reference asks, and what it answered", /^(?:scripts|e2e)\/reference\//],
  ["other libraries' names for a pipeline", /^src\/tasks\/[^/]+\/snippet\.ts$/],
  [
    "what ships with the site, and how it was made",
    /^(?:scripts\/(?:embedded|learn)|public\/(?:models|examples)|e2e\/embedded)\//,
  ],
  [
    "the task that a site begins with",
    /^(?:src\/shared\/site|src\/app\/store\/session)\.ts$|^public\/site[\w.]*\.json$/,
  ],
  [
    "the tasks whose checkpoints give features to learn a head on, or were trained by an objective",
    /^src\/app\/learn\/(?:head\/body|objectives\/models)\.ts$/,
  ],
  ["a test of something else needs some task", /\.(?:test|spec)\.tsx?$|\.golden\.json$|^scripts\/golden\/|^bench\//],
  [
    "what those tests stand on",
    /^e2e\/(?:support\/test|hub\/sample|odd\/embedders|parity\/defects|shared\/answers)\.ts$/,
  ],
  ["some task to show the screen's own states with", /^src\/app\/gallery\/|^scripts\/(?:screens\/list|record)\.mjs$/],
];

const texts = ["src", "e2e", "scripts", "bench", "public"].flatMap((folder) =>
  filesIn(join(root, folder))
    .map(({ path }) => `${folder}/${path}`)
    .filter((path) => /\.(?:[cm]?[jt]sx?|json|css|html|py)$/.test(path) && !path.includes("__pycache__"))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") })),
);

/** A word of its own; one that is a plain word too counts only as a name: in quotes, or as a folder. */
function namingOf(id: string): RegExp {
  return id.includes("-") ? new RegExp(`(?<![\\w-])${id}(?![\\w-])`) : new RegExp(`["'\`/]${id}["'\`/]`);
}

test.each(taskIds)("%s is named in its own folder, and nowhere else but for a reason", (id) => {
  const naming = namingOf(id);
  const isOwn = (path: string) => path.startsWith(`src/tasks/${id}/`) || path === `e2e/tasks/${id}.ts`;
  const elsewhere = texts.filter(
    ({ path, text }) => !isOwn(path) && !places.some(([, files]) => files.test(path)) && naming.test(text),
  );
  expect(elsewhere.map(({ path }) => path)).toEqual([]);
});

test("every reason is still needed", () => {
  const named = texts.filter(({ text }) => taskIds.some((id) => namingOf(id).test(text)));
  const idle = places.filter(([, files]) => !named.some(({ path }) => files.test(path)));
  expect(idle.map(([reason]) => reason)).toEqual([]);
});

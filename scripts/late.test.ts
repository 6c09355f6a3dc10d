import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const app = path.join(import.meta.dirname, "../src/app");

/** These have a boundary of their own around, or are one; the gallery is no page of a reader's. */
const bounded = ["results/ResultBoundary.tsx", "results/ResultView.tsx", "results/CodePanel.tsx"];

it("what is fetched late stands in a boundary: an error in none takes the whole page away", () => {
  const bare = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((name) => {
    const file = name.split(path.sep).join("/");
    if (!file.endsWith(".tsx")) return false;
    const isLeftOut = file.startsWith("gallery") || file.endsWith(".test.tsx") || bounded.includes(file);
    return !isLeftOut && readFileSync(path.join(app, file), "utf8").includes("<Suspense");
  });
  expect(bare).toEqual([]);
});

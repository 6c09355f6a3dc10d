import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesIn } from "./shared/files.mjs";
import { root } from "./shared/root.mjs";

/** `locator(".card")`, `closest("p.note, b")`: a class is there for its looks, and changes with them. */
const byClass =
  /\b(?:locator|querySelector|querySelectorAll)\(\s*["'`](?:[^"'`]*[\s,>+~])?[\w-]*\.[a-z][\w-]*[^"'`]*["'`]/g;
/** A wait for so long, whatever happens in it. */
const byClock = /waitForTimeout\([^)]*\)/g;

test("browser specs find by role, name or test id, and wait for what they must see", () => {
  const specs = filesIn(join(root, "e2e")).filter(({ path }) => path.endsWith(".ts"));
  const found = specs.flatMap(({ path }) => {
    const text = readFileSync(join(root, "e2e", path), "utf8");
    return [...text.matchAll(byClass), ...text.matchAll(byClock)].map(([what]) => `${path}: ${what}`);
  });
  expect(specs.length).toBeGreaterThan(50);
  expect(found).toEqual([]);
});

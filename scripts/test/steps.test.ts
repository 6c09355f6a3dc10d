import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../shared/root.mjs";
import { stepsOf } from "./steps.mjs";

const read = (file: string) => readFileSync(join(root, file), "utf8");
const flagsOf = (mode: "all" | "nightly") =>
  stepsOf({ mode, playwrightArgs: [] }).flatMap(({ commands }) =>
    commands.flat().filter((word) => /^--grep/.test(word)),
  );

it("what npm test leaves out, the other commands run", () => {
  expect(flagsOf("all")).toEqual(["--grep-invert=@timed|@parity|@nightly", "--grep=@timed"]);
  expect(flagsOf("nightly")).toEqual(["--grep=@nightly"]);
});

it("each spec of which npm test runs a part alone is named in CONTRIBUTING.md, and no other", () => {
  const table = read("CONTRIBUTING.md").match(/^\| what \| `npm test` [\s\S]*?\n\n/m)?.[0] ?? "";
  const named = [...table.matchAll(/`([\w-]+)`(?=[,;)])/g)].map(([, name]) => `${name}.spec.ts`);
  const specs = readdirSync(join(root, "e2e")).filter((name) => name.endsWith(".spec.ts"));
  const partly = specs.filter((name) => read(`e2e/${name}`).includes("./support/nightly.ts"));
  expect(partly.length).toBeGreaterThan(5);
  expect(specs.filter((name) => named.includes(name) && !partly.includes(name))).toEqual([]);
  expect(partly.filter((name) => !named.includes(name))).toEqual([]);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultTaskOf, tasksOf, toSite } from "./site.ts";

const publicFolder = join(import.meta.dirname, "..", "..", "public");

describe("site.json", () => {
  it("that we ship is valid", () => {
    expect(toSite(readFileSync(join(publicFolder, "site.json"), "utf8")).problem).toBeUndefined();
  });

  it("may be missing, and may leave everything out", () => {
    const { site, problem } = toSite(undefined);
    expect(problem).toBeUndefined();
    expect(toSite("{}").site).toEqual(site);
    expect(site).toMatchObject({ title: "Model Playground", timeoutMs: { firstByte: 10_000, stall: 15_000 } });
  });

  it.each([
    ["{", /JSON/],
    ["[]", /object/],
    ['{"title": ""}', /^title: /],
    ['{"endpoints": [{"name": "x", "host": "nowhere"}]}', /^endpoints\.0\.host: /],
    ['{"timeoutMs": {"stall": 0}}', /^timeoutMs\.stall: /],
    ['{"languages": ["fr"]}', /^languages\.0: /],
    ['{"defaultTask": "no-task"}', /"no-task"/],
    ['{"tasks": ["no-task"]}', /"no-task"/],
    ['{"models": {"image-classification": ["a/b/c"]}}', /"a\/b\/c"/],
  ])("as %s is refused with a word on what is wrong", (text, problem) => {
    const outcome = toSite(text);
    expect(outcome.problem).toMatch(problem);
    expect(outcome.site).toEqual(toSite(undefined).site);
  });

  it("decides which tasks there are, in its order", () => {
    const { site } = toSite('{"tasks": ["text-generation", "image-classification"]}');
    expect(tasksOf(site)).toEqual(["text-generation", "image-classification"]);
    expect(defaultTaskOf(site)).toBe("text-generation");
  });

  it("has a schema that knows the same keys", () => {
    const schema = JSON.parse(readFileSync(join(publicFolder, "site.schema.json"), "utf8"));
    const { site } = toSite('{"tasks": ["text-generation"], "defaultLanguage": "en"}');
    expect(Object.keys(schema.properties).sort()).toEqual(["$schema", ...Object.keys(site)].sort());
  });
});

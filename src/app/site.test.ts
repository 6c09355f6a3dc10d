import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Site } from "../shared/site.ts";
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
    ['{"title": {"en": "Course"}}', /^title/],
    ['{"colour": "teal"}', /^colour: /],
    ['{"view": "tiny"}', /^view: /],
    ['{"embedOrigins": ["*"]}', /^embedOrigins\.0: /],
    ['{"footer": {"links": [{"label": "x"}]}}', /^footer\.links\.0\.href: /],
    ['{"endpoints": [{"name": "x", "host": "nowhere"}]}', /^endpoints\.0\.host: /],
    ['{"timeoutMs": {"stall": 0}}', /^timeoutMs\.stall: /],
    ['{"languages": ["fr"]}', /^languages\.0: /],
    ['{"hosted": {"providers": ["nobody"]}}', /^hosted\.providers\.0: /],
    ['{"hosted": {"providers": [], "servers": [{"name": "x", "url": "nowhere"}]}}', /^hosted\.servers\.0\.url: /],
    ['{"models": {"text-generation": ["server/llama3.2:1b"]}}', /"server\/llama3.2:1b"/],
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

  it("has a schema for editors that says the same as our own check, and describes every key", () => {
    const schema: unknown = JSON.parse(readFileSync(join(publicFolder, "site.schema.json"), "utf8"));
    const { properties, ...whole } = v.parse(v.looseObject({ properties: v.record(v.string(), v.unknown()) }), schema);
    const { $schema, ...own } = properties;
    expect($schema).toEqual({ type: "string" });
    const ours = toJsonSchema(Site, { typeMode: "input", target: "draft-2020-12" });
    expect(bare({ ...whole, properties: own })).toEqual(bare(ours));
    for (const [key, property] of Object.entries(own)) expect([key, property]).toEqual([key, described]);
  });
});

const described = expect.objectContaining({ description: expect.stringMatching(/\.$/) });

/** The keys that bind; not those that only explain. */
const explaining = ["$schema", "title", "description", "examples"];

function bare(value: unknown, isNamed = false): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => isNamed || !explaining.includes(key));
  return Object.fromEntries(entries.map(([key, item]) => [key, bare(item, key === "properties")]));
}

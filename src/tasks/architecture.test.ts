import { readdirSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { isEmbedded, isRepoId } from "../hub/reference.ts";
import { definitionOf, taskIds } from "./index.ts";
import { isInputOf } from "./input.ts";
import { defaultsOf, fitsOption } from "./options.ts";

const folder = import.meta.dirname;

/** What every task brings, beside its tests and whatever else it needs. */
const halves = [
  "definition.ts",
  "models.ts",
  "examples.ts",
  "run.ts",
  "visualizer.tsx",
  "fixture.ts",
  "snippet.ts",
  "messages/en.json",
  "messages/zh-CN.json",
];

const folders = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !["common", "fields", "testing"].includes(entry.name))
  .map(({ name }) => name)
  .sort();

const Run = v.object({ run: v.object({ id: v.string() }) });
const runs = import.meta.glob("./*/run.ts");
const visualizers = import.meta.glob("./*/visualizer.tsx");

describe("the registry", () => {
  it("names exactly the folders", () => {
    expect([...taskIds].sort()).toEqual(folders);
  });

  it("gives each task the name of its folder", () => {
    for (const id of taskIds) expect(definitionOf(id).id).toBe(id);
  });
});

describe.each(taskIds)("%s", (id) => {
  const definition = definitionOf(id);

  it("has all its halves", () => {
    const files = readdirSync(path.join(folder, id), { recursive: true }).map((file) =>
      String(file).replaceAll("\\", "/"),
    );
    expect(files).toEqual(expect.arrayContaining(halves));
    expect(Object.keys(runs)).toContain(`./${id}/run.ts`);
    expect(Object.keys(visualizers)).toContain(`./${id}/visualizer.tsx`);
  });

  it("runs under its own name", async () => {
    const { run } = v.parse(Run, await runs[`./${id}/run.ts`]?.());
    expect(run.id).toBe(id);
  });

  it("has defaults that its own options accept", () => {
    const defaults = defaultsOf(definition.options);
    for (const [name, option] of Object.entries(definition.options))
      expect(fitsOption(option, defaults[name])).toBe(true);
  });

  it("offers a checkpoint, an embedded one before those of the Hub, each with a dtype that it has", async () => {
    const models = await definition.models();
    const places = models.flatMap(({ id: model }, place) => (isEmbedded(model) ? [place] : []));
    expect(places).toEqual(places.map((_, place) => place));
    // What shows that each is there, docs/checkpoints.md says.
    expect(models).not.toEqual([]);
    for (const model of models) {
      expect(isRepoId(model.id)).toBe(true);
      for (const choice of Object.values(model.defaults)) {
        for (const dtype of typeof choice === "string" ? [choice] : Object.values(choice)) {
          expect(model.dtypes).toContain(dtype);
        }
      }
    }
  });

  it("has a ready example in English and one in Chinese, with options that it takes", async () => {
    const examples = await definition.examples();
    const isText = Object.values(definition.inputs).some(({ kind }) => kind !== "image" && kind !== "images");
    // Pictures speak no language.
    if (isText) expect(new Set(examples.map(({ language }) => language))).toEqual(new Set(["en", "zh-CN"]));
    for (const example of examples) {
      for (const name of Object.keys(example.input)) expect(Object.keys(definition.inputs)).toContain(name);
      for (const [name, value] of Object.entries(example.options ?? {})) {
        const option = definition.options[name];
        expect(option && fitsOption(option, value), `${example.id}: ${name}`).toBe(true);
      }
    }
  });

  it("refuses an input of nothing", () => {
    expect(isInputOf(definition.inputs, defaultsOf(definition.options), {})).toBe(false);
  });
});

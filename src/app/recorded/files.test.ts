import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { expect, it } from "vitest";
import { definitionOf, isTaskId } from "../../tasks/index.ts";
import { decoded } from "./codec.ts";

const folder = join(import.meta.dirname, "..", "..", "..", "public", "examples", "recorded");
const jsonAt = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), "utf8"));

const index = v.parse(v.record(v.string(), v.array(v.string())), jsonAt("index.json"));
const entries = Object.entries(index).flatMap(([task, ids]) => ids.map((id) => [task, id] as const));
const pixel = { data: new Uint8ClampedArray(4), width: 1, height: 1 };

it("the index names exactly the files", () => {
  const files = readdirSync(folder).filter((file) => file !== "index.json");
  expect(entries.map(([task, id]) => `${task}.${id}.json`).sort()).toEqual(files.sort());
});

it.each(entries)(
  "the recording of %s %s is of a ready example, and its output is what the task gives today",
  async (task, id) => {
    if (!isTaskId(task)) throw new RangeError(`There is no task "${task}".`);
    const definition = definitionOf(task);
    expect((await definition.examples()).map((example) => example.id)).toContain(id);
    const { output } = v.parse(v.object({ output: v.unknown() }), jsonAt(`${task}.${id}.json`));
    // Where it fails: vite build && node scripts/record.mjs <task>
    v.parse(definition.output, await decoded(output, { image: pixel }, async () => pixel));
  },
);

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { definitionOf, taskIds } from "../../tasks/index.ts";
import { mediaOf } from "./media.ts";
import { sources } from "./sources.ts";

const site = join(import.meta.dirname, "../../../public");

test("every picture and sound of an example is there, with its source named", async () => {
  for (const id of taskIds) {
    const { inputs, examples } = definitionOf(id);
    for (const example of await examples()) {
      const { pictures, sounds } = mediaOf(example, inputs);
      for (const path of [...pictures, ...sounds]) {
        expect({ id, path, isThere: existsSync(join(site, path)), source: sources[path] }).toMatchObject({
          isThere: true,
          source: { by: expect.any(String) },
        });
      }
    }
  }
});

test("no example file ships without a source", () => {
  // Recorded results, in a folder below, are made from what is named already.
  const files = readdirSync(join(site, "examples"), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "README.md")
    .map(({ name }) => name);
  expect(files.map((name) => `examples/${name}`).filter((path) => sources[path] === undefined)).toEqual([]);
});

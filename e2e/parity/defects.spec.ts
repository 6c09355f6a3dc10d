import { readFileSync } from "node:fs";
import path from "node:path";
import { build, type Plugin } from "vite";
import { serveDist } from "../../scripts/serve/server.mjs";
import { fileOf } from "../support/test.ts";
import { answersOf } from "./answers.ts";
import { defects } from "./defects.ts";
import { references } from "./reference.ts";
import { rowsOf } from "./row.ts";
import { expect, openForRows, test } from "./test.ts";

/** Puts a seeded mistake in the place of the right line. */
function seeded({ file, right, wrong }: (typeof defects)[number]): Plugin {
  return {
    name: "seeded-defect",
    enforce: "pre",
    transform: (code, id) => (id.startsWith(fileOf(file)) ? code.replace(right, wrong) : undefined),
  };
}

for (const defect of defects) {
  test(`${defect.name} turns ${defect.folder} red`, async ({ browser, referenceHub }) => {
    // A line that was rewritten meanwhile would leave the app right, and the test green for nothing.
    expect(readFileSync(fileOf(defect.file), "utf8").split(defect.right)).toHaveLength(2);
    const outDir = fileOf(`node_modules/.cache/defects/${defect.name.replaceAll(" ", "-")}`);
    const row = references
      .filter(({ folder }) => folder === defect.folder)
      .flatMap(rowsOf)
      .find(({ device, dtype }) => device === "wasm" && dtype === "fp32");
    if (!row) throw new RangeError(`There is no reference ${defect.folder}.`);
    await build({
      root: path.dirname(fileOf("vite.config.ts")),
      logLevel: "error",
      // All of what is seeded runs in the worker, which is bundled apart.
      worker: { plugins: () => [seeded(defect)] },
      publicDir: false,
      build: { outDir, minify: false },
    });
    const site = await serveDist({ root: outDir });
    const playground = await openForRows(browser, site.url, referenceHub);
    const cases = await answersOf(playground, row);
    await playground.page.close();
    await site.close();
    const red = cases.filter(({ answer, between = [] }) => answer?.problem ?? between.some(({ problem }) => problem));
    expect(red.map((found) => found.case)).toEqual(defect.cases);
  });
}

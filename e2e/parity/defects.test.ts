import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { defects } from "./defects.ts";

it.each(defects)("the line that $name is put in the place of stands in $file once", ({ file, right }) => {
  expect(readFileSync(file, "utf8").split(right)).toHaveLength(2);
});

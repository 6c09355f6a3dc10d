import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { fieldTypes } from "../../tasks/fields.ts";
import { kinds } from "./kinds.ts";

test("a kind of field is one folder here and one file among the tasks' fields", () => {
  expect(Object.keys(kinds)).toEqual(Object.keys(fieldTypes));
  for (const kind of Object.keys(kinds)) {
    for (const file of ["kind.ts", "sample.ts", `../../../tasks/fields/${kind}.ts`]) {
      expect(existsSync(path.join(import.meta.dirname, kind, file)), `${kind}: ${file}`).toBe(true);
    }
  }
});

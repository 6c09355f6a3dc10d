import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../shared/root.mjs";
import { withoutStacks } from "./react-errors.mjs";

test("every signal that this React throws is made without a stack, and no other error is touched", () => {
  const client = readFileSync(join(root, "node_modules/react-dom/cjs/react-dom-client.production.js"), "utf8");
  const quiet = withoutStacks(client);
  expect(quiet.split("Object.create(Error.prototype)").length - 1).toBe(5);
  const thrown = (code: string) => code.split("throw Error(").length;
  expect(thrown(quiet)).toBe(thrown(client));
});

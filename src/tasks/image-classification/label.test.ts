import { expect, test } from "vitest";
import { synonymsOf } from "./label.ts";

test("the first synonym is the name, and a label without synonyms is its own", () => {
  expect(synonymsOf("tabby, tabby cat")).toEqual(["tabby", "tabby cat"]);
  expect(synonymsOf("espresso")).toEqual(["espresso"]);
});

import { readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { expect, it } from "vitest";
import { strip } from "./strip.ts";

const { spaces } = v.parse(
  v.object({ spaces: v.string() }),
  JSON.parse(readFileSync(path.join(import.meta.dirname, "strip.golden.json"), "utf8")),
);

it("takes away what Python's str.strip does, and nothing else", () => {
  const characters = Array.from({ length: 0xd800 }, (_, code) => String.fromCharCode(code));
  expect(characters.filter((character) => strip(character) === "").join("")).toBe(spaces);
  expect(strip("\u001c a\u0085b\u00a0\n")).toBe("a\u0085b");
  expect(strip("\ufeffa")).toBe("\ufeffa");
});

it("takes only the end, and only the letters, that are asked for", () => {
  expect(strip("  a b ", "start")).toBe("a b ");
  expect(strip("\u001ca\u0085", "end")).toBe("\u001ca");
  expect(strip("xxaxbx", "both", "x")).toBe("axb");
  expect(strip("abcab", "start", "ab")).toBe("cab");
});

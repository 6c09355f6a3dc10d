import { describe, expect, it } from "vitest";
import { labelBatchOf, readLabelled, splitLabelled } from "./labelled.ts";
import { createVocabulary, toIds, tokensOf } from "./vocabulary.ts";

const tabbed = ["a\tone", "b\ttwo", "a\tthree", "b\tfour", "a\tfive", "b\tsix"].join("\n");

describe("readLabelled", () => {
  it("reads a label, a tab and a text on each line, and passes over empty ones", () => {
    expect(readLabelled(`${tabbed}\r\n\n`)[1]).toEqual({ label: "b", text: "two" });
    expect(readLabelled(tabbed)).toHaveLength(6);
  });

  it("reads two columns of CSV, with quotes where a text has commas", () => {
    const rows = ['a,"one, and ""more"""', "b,two"].join("\n");
    expect(readLabelled([rows, rows, rows].join("\n"))[0]).toEqual({ label: "a", text: 'one, and "more"' });
  });

  it.each([
    ["", { code: "input-empty" }],
    ["a\tone", { narrow: { reason: "labels-single", values: { label: "a" } } }],
    ["a\tone\nb\ttwo\na\tone\na\tone", { narrow: { reason: "labels-few", values: { label: "b", least: "3" } } }],
    ["a\tone\nb\ttwo\tmore", { narrow: { reason: "labels-unread", values: { line: "2", found: "3" } } }],
    ["a,one\nb", { narrow: { reason: "labels-unread", values: { line: "2", found: "1" } } }],
    ["a\tone\nb\t", { narrow: { reason: "labels-unread", values: { line: "2", found: "2" } } }],
  ])("says what is wrong with %j", (text, error) => {
    expect(() => readLabelled(text)).toThrow(expect.objectContaining(error));
  });
});

it("splits all labels alike, and lets no line both teach and examine", () => {
  const lines = readLabelled(tabbed);
  const { train, heldOut } = splitLabelled(lines, 100, 1);
  expect(train.map(({ label }) => label)).toEqual(["a", "a", "b", "b"]);
  expect(heldOut.map(({ label }) => label)).toEqual(["a", "b"]);
  expect(new Set([...train, ...heldOut]).size).toBe(6);
  expect(splitLabelled(lines, 2, 1).train).toHaveLength(2);
  expect(splitLabelled(lines, 100, 1)).toEqual({ train, heldOut });
});

describe("labelBatchOf", () => {
  const vocabulary = createVocabulary(tokensOf("one two three", "words"), "words");
  const idsOf = (text: string) => toIds(tokensOf(text, "words"), vocabulary);
  const settings = { context: 3, padId: 0, labels: ["a", "b"], idsOf };

  it("cuts long texts, fills up short ones, and masks what was filled up", () => {
    const lines = [
      { label: "b", text: "two one" },
      { label: "a", text: "one two three two" },
      { label: "a", text: "" },
    ];
    const [one = -1, two = -1, three = -1] = ["one", "two", "three"].map((word) => vocabulary.tokens.indexOf(word));
    const { inputs, mask, targets } = labelBatchOf(lines, settings);
    expect(inputs?.data).toEqual(Int32Array.of(two, one, 0, one, two, three, 0, 0, 0));
    expect(mask?.data).toEqual(Float32Array.of(1, 1, 0, 1, 1, 1, 1, 0, 0));
    expect(targets?.data).toEqual(Int32Array.of(1, 0, 0));
  });
});

import { describe, expect, it } from "vitest";
import { followed, type Group, type Key, type Move, movedFrom } from "./moves.ts";

const columns: readonly Group[] = [
  { id: "text", keys: ["a", "b", "c"] },
  { id: "vision", keys: ["d"] },
  { id: "audio", keys: ["e", "f"] },
];
const withRow: readonly Group[] = [{ id: "recent", keys: ["r", "s"], isRow: true }, ...columns];

describe("moving among options", () => {
  it.each<[string | undefined, Move, string]>([
    [undefined, "ArrowDown", "a"],
    [undefined, "ArrowUp", "f"],
    ["c", "ArrowDown", "d"],
    ["f", "ArrowDown", "a"],
    ["a", "ArrowUp", "f"],
    ["c", "ArrowRight", "d"],
    ["d", "ArrowRight", "e"],
    ["e", "ArrowRight", "a"],
    ["b", "ArrowLeft", "f"],
    ["f", "ArrowLeft", "d"],
    ["b", "Home", "a"],
    ["b", "End", "f"],
    ["gone", "ArrowDown", "a"],
  ])("in columns, from %s by %s to %s", (from, move, to) => {
    expect(movedFrom(from, move, columns)).toBe(to);
  });

  it.each<[string | undefined, Move, string]>([
    [undefined, "ArrowDown", "r"],
    ["r", "ArrowRight", "s"],
    ["s", "ArrowLeft", "r"],
    ["s", "ArrowDown", "a"],
    ["e", "ArrowUp", "r"],
    ["b", "ArrowUp", "a"],
    ["e", "ArrowRight", "a"],
    ["a", "ArrowLeft", "f"],
  ])("below a row, from %s by %s to %s", (from, move, to) => {
    // From the first of a column to the last, which has fewer: the first again.
    expect(movedFrom(from, move, withRow)).toBe(to === "f" ? "e" : to);
  });

  it("finds nothing where there is nothing", () => {
    expect(movedFrom(undefined, "ArrowDown", [])).toBeUndefined();
  });
});

describe("keys that were pressed before the options came", () => {
  it.each<[readonly Key[], string | undefined, { reached?: string; chosen?: string }]>([
    [["ArrowDown", "ArrowRight"], "b", { reached: "d" }],
    [["ArrowDown", "ArrowRight", "Enter"], "b", { reached: "d", chosen: "d" }],
    [["Enter"], "b", { chosen: "b" }],
    [["Enter", "ArrowDown"], undefined, { reached: "a" }],
    [["ArrowDown", "Enter", "ArrowDown"], undefined, { reached: "a", chosen: "a" }],
  ])("%j with %s as the best lead to %j", (keys, best, expected) => {
    expect(followed(undefined, keys, { groups: columns, best })).toEqual(expected);
  });
});

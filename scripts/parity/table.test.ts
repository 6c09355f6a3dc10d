import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../shared/root.mjs";
import { readFamilies } from "./read.mjs";
import { absentLine, rowsIn, toParityTable } from "./table.mjs";

const bert = {
  family: "bert",
  name: "BERT",
  task: "fill-mask",
  state: "reference",
  folders: ["bert-fill-mask"],
} as const;

function linesOf(...found: Parameters<typeof toParityTable>[1]) {
  return toParityTable([bert], found, new Set(["fill-mask"])).split("\n");
}

const row = { folder: "bert-fill-mask", device: "wasm", dtype: "fp32", tolerance: 1e-3 };
const equal = { compared: "scores", difference: 2e-7 };

describe("the table", () => {
  it("names the largest difference of a row, and what was fed apart from the answer", () => {
    const ids = { compared: "token ids", difference: 0 };
    const lines = linesOf({
      ...row,
      cases: [
        { case: "a", answer: equal, between: [ids] },
        { case: "b", answer: { ...equal, difference: 4e-6 }, between: [ids] },
      ],
    });
    expect(lines).toContain("| BERT | bert-fill-mask | WASM | fp32 | 2 | 4e-6 | scores | equal |");
    expect(lines).toContain("| BERT | bert-fill-mask | token ids | 2 | 0 | equal |");
  });

  it("says in bold how many cases differ", () => {
    const lines = linesOf({
      ...row,
      device: "webgpu",
      cases: [
        { case: "a", answer: equal, between: [] },
        { case: "b", answer: { compared: "scores", difference: null, problem: "2 numbers for 3" }, between: [] },
      ],
    });
    expect(lines).toContain("| BERT | bert-fill-mask | WebGPU | fp32 | 2 | Infinity | scores | **1 differ** |");
  });

  it("names what was not run, and tasks that do not exist", () => {
    expect(linesOf({ ...row, dtype: "fp16", cases: [], notRun: "no shader-f16" })).toContain(
      "| BERT | bert-fill-mask | WASM | fp16 |  |  |  | not run here: no shader-f16 |",
    );
    expect(linesOf()).toContain("| BERT | bert-fill-mask |  |  |  |  |  | **not run** |");
    expect(toParityTable([bert], [], new Set()).split("\n")).toContain(
      "| BERT | bert-fill-mask |  |  |  |  |  | pending: the task does not exist yet |",
    );
  });
});

describe("a run of some rows", () => {
  const wasm = { ...row, cases: [{ case: "a", answer: equal, between: [{ compared: "token ids", difference: 0 }] }] };
  const tasks = new Set(["fill-mask"]);
  const before = toParityTable([bert], [wasm, { ...wasm, device: "webgpu" }], tasks);

  it("brings its rows up to date and leaves the others as they are", () => {
    const cases = [{ case: "a", answer: { ...equal, difference: 3e-4 }, between: [] }];
    const after = toParityTable([bert], [{ ...row, cases }], tasks, before);
    expect(after).toBe(before.replace("| WASM | fp32 | 1 | 2e-7 |", "| WASM | fp32 | 1 | 3e-4 |"));
  });

  it("adds those of a new family, and takes out what is no reference any more", () => {
    const gpt = { ...bert, name: "GPT", folders: ["gpt-fill-mask"] };
    const found = { ...wasm, folder: "gpt-fill-mask" };
    expect(toParityTable([bert, gpt], [found], tasks, before)).toBe(
      toParityTable([bert, gpt], [wasm, { ...wasm, device: "webgpu" }, found], tasks),
    );
    expect(toParityTable([bert], [], tasks, toParityTable([bert, gpt], [found], tasks, before))).toBe(before);
  });
});

describe("docs/parity.md", () => {
  const text = readFileSync(join(root, "docs/parity.md"), "utf8");
  const families = readFamilies();

  it("has a row for each reference of families.json, by the name of its family, and for no other", () => {
    const wanted = families.flatMap(({ name, folders = [] }) => folders.map((folder) => `${name}: ${folder}`));
    expect([...new Set(rowsIn(text, 8).map(([name, folder]) => `${name}: ${folder}`))]).toEqual(wanted);
  });

  it("says of each family without one what families.json says", () => {
    const absent = families.filter(({ state }) => state !== "reference");
    expect(text.split("\n").slice(-absent.length - 1, -1)).toEqual(absent.map(absentLine));
  });

  it("shows no difference", () => {
    expect(text).not.toContain("differ**");
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../shared/root.mjs";
import { readFamilies } from "./read.mjs";
import { toParityTable } from "./table.mjs";

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
    expect(lines).toContain("| BERT | fill-mask | WASM | fp32 | 2 | 4e-6 | scores | equal |");
    expect(lines).toContain("| BERT | fill-mask | token ids | 2 | 0 | equal |");
  });

  it("says in bold how many cases differ", () => {
    const lines = linesOf({
      ...row,
      device: "webgpu",
      cases: [
        { case: "a", answer: equal },
        { case: "b", answer: { compared: "scores", difference: null, problem: "2 numbers for 3" } },
      ],
    });
    expect(lines).toContain("| BERT | fill-mask | WebGPU | fp32 | 2 | Infinity | scores | **1 differ** |");
  });

  it("names options that are pending, what was not run, and tasks that do not exist", () => {
    expect(
      linesOf({
        ...row,
        cases: [
          { case: "a", answer: equal },
          { case: "b", pending: ["num_beams"] },
        ],
      }),
    ).toContain("| BERT | fill-mask | WASM | fp32 | 1 of 2 | 2e-7 | scores | equal; pending: `num_beams` |");
    expect(linesOf({ ...row, dtype: "fp16", cases: [], notRun: "no shader-f16" })).toContain(
      "| BERT | fill-mask | WASM | fp16 |  |  |  | not run here: no shader-f16 |",
    );
    expect(linesOf()).toContain("| BERT | fill-mask |  |  |  |  |  | **not run** |");
    expect(toParityTable([bert], [], new Set()).split("\n")).toContain(
      "| BERT | fill-mask |  |  |  |  |  | pending: the task does not exist yet |",
    );
  });
});

describe("docs/parity.md", () => {
  const lines = readFileSync(join(root, "docs/parity.md"), "utf8").split("\n");

  it.each(readFamilies())("has $name for $task as families.json has it", ({ name, task, state, issue, why }) => {
    const own = lines.filter((line) => line.startsWith(`| ${name} | ${task} |`));
    if (state === "pending") expect(own).toEqual([`| ${name} | ${task} | pending: issue ${issue} |`]);
    else if (state === "none") expect(own).toEqual([`| ${name} | ${task} | no export: ${why} |`]);
    else expect(own).not.toEqual([]);
  });

  it("shows no difference", () => {
    expect(lines.filter((line) => line.includes("differ**"))).toEqual([]);
  });
});

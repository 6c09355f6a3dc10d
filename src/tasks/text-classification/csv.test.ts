import { expect, test } from "vitest";
import { bestOf } from "../common/labels/scored.ts";
import { csvRows } from "./csv.ts";

const labels = ["bad", "fair", "good"];

test("labels come best first, as many as asked for", () => {
  const scores = Float32Array.of(0.25, 0.5, 0.25);
  expect(bestOf(labels, scores, 1)).toEqual([{ label: "fair", score: 0.5 }]);
  expect(bestOf(labels, scores, null).map(({ label }) => label)).toEqual(["fair", "bad", "good"]);
});

test("the table has a row a text, also for one that failed", () => {
  const rows = csvRows(
    labels,
    [
      { status: "done", value: Float32Array.of(0.75, 0.25, 0) },
      { status: "failed", error: { code: "input-invalid", message: "no" } },
    ],
    ["dull", "?"],
  );
  expect(rows).toEqual([
    ["text", "label", "score", "bad", "fair", "good"],
    ["dull", "bad", 0.75, 0.75, 0.25, 0],
    ["?", "", "", "", "", ""],
  ]);
});

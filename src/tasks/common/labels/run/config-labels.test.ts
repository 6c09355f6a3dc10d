import { expect, test } from "vitest";
import { configLabelsOf } from "./config-labels.ts";

test("a place is called as the checkpoint calls it, be it by number, else as Python does", () => {
  const { labelOf } = configLabelsOf({ id2label: { 0: "cat", 1: 7 } });
  expect([0, 1, 2].map(labelOf)).toEqual(["cat", "7", "LABEL_2"]);
  expect(configLabelsOf({ id2label: null }).labelOf(1)).toBe("LABEL_1");
});

test("names are looked up in label2id, and in id2label where that is missing", () => {
  const id2label = { 0: "yes", 1: "no" };
  expect(configLabelsOf({ id2label, label2id: { no: 0, yes: 1 } }).named).toEqual([
    ["no", 0],
    ["yes", 1],
  ]);
  expect(configLabelsOf({ id2label }).named).toEqual([
    ["yes", 0],
    ["no", 1],
  ]);
  expect(configLabelsOf({}).named).toEqual([]);
});

test("places that are written as texts are numbers, and what the model was trained for may be left open", () => {
  const { named, problem } = configLabelsOf({ label2id: { no: "0", yes: "1" }, problem_type: null });
  expect(named).toEqual([
    ["no", 0],
    ["yes", 1],
  ]);
  expect(problem).toBeUndefined();
  expect(configLabelsOf({ problem_type: "regression" }).problem).toBe("regression");
});

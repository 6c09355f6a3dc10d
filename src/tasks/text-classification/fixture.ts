import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const labels = ["NEGATIVE", "POSITIVE"];
const usual = "softmax";
const text = "A warm, funny film.\nThe battery died after two days.\nIt does what it says.";
const read = [
  { status: "done", value: Float32Array.of(-1.9, 2) },
  { status: "done", value: Float32Array.of(2.3, -2.3) },
] as const;

export const fixture = defineFixture(definition, {
  input: { text },
  options: { per_line: true },
  empty: { labels: [], usual, items: [] },
  partial: { labels, usual, items: [...read, { status: "waiting" }] },
  final: { labels, usual, items: [...read, { status: "done", value: Float32Array.of(-0.2, 0.2) }] },
});

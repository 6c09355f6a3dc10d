import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const labels = ["NEGATIVE", "POSITIVE"];
const text = "A warm, funny film.\nThe battery died after two days.\nIt does what it says.";
const read = [
  { status: "done", value: Float32Array.of(0.02, 0.98) },
  { status: "done", value: Float32Array.of(0.99, 0.01) },
] as const;

export const fixture = defineFixture(definition, {
  input: { text },
  options: { per_line: true },
  empty: { labels: [], items: [] },
  partial: { labels, items: [...read, { status: "waiting" }] },
  final: { labels, items: [...read, { status: "done", value: Float32Array.of(0.4, 0.6) }] },
});

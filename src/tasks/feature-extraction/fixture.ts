import { sampleMatrix } from "../common/vectors/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const pooled = (rows: number) => ({ kind: "pooled", vectors: sampleMatrix(rows, 48), prefix: "query: " }) as const;

export const fixture = defineFixture(definition, {
  input: { texts: ["How do I bake bread?", "面包怎么做？", "When does the last train leave?"] },
  empty: pooled(0),
  partial: { ...pooled(2), places: Uint32Array.of(0, 2) },
  final: pooled(3),
});

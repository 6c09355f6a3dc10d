import { sampleMatrix } from "../common/vectors/sample.ts";
import { samplePicture } from "../common/vision/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const [columns, rows, width] = [9, 6, 24];
const grid = { columns, rows, skipped: 1, area: { left: 0, top: 0, width: 1, height: 1 } };
const tokens = sampleMatrix(1 + columns * rows, width);

export const fixture = defineFixture(definition, {
  input: { images: [samplePicture(96, 64)] },
  empty: { pooled: { data: new Float32Array(0), rows: 0, columns: 0 }, pictures: [] },
  partial: { pooled: sampleMatrix(1, width), pictures: [{ tokens: null, shape: [55, width], grid: null }] },
  final: { pooled: sampleMatrix(1, width), pictures: [{ tokens: tokens.data, shape: [tokens.rows, width], grid }] },
});

import { describe, expect, test } from "vitest";
import { type Matrix, rowOf } from "../media.ts";
import { toNpy } from "../npy.ts";
import { createRandom } from "../random.ts";
import { clustersOf } from "./clusters.ts";
import { kMeans } from "./kmeans.ts";
import { nearestNeighbours } from "./neighbours.ts";
import { principalComponents } from "./pca.ts";
import { distancesOf, silhouetteOf } from "./silhouette.ts";
import { peakOf, pickRows, rankBy, similaritiesOf, unitRows } from "./similarity.ts";
import { finish } from "./steps.ts";
import golden from "./vectors.golden.json";

const rows: Matrix = {
  data: Float32Array.from(golden.rows),
  rows: golden.groups.length,
  columns: golden.columns,
};

/** Whether two labellings group the same rows, whatever the groups are called. */
function isSameGrouping(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  const pairs = new Set(Array.from({ length: a.length }, (_, row) => `${a[row]} ${b[row]}`));
  return pairs.size === new Set(Array.from(a)).size && pairs.size === new Set(Array.from(b)).size;
}

describe("similarity", () => {
  const matrix = { data: Float32Array.of(3, 0, 0, 2, 1, 1, 0, 0), rows: 4, columns: 2 };

  test("does not mind the length of a vector, and a vector of zeros is like nothing", () => {
    const { data } = similaritiesOf(matrix);
    expect([...data.subarray(0, 4)].map((value) => Math.round(value * 100))).toEqual([100, 0, 71, 0]);
    expect(data[15]).toBe(0);
  });

  test("ranks rows by one vector, equal ones in their order", () => {
    const { places, scores } = rankBy(unitRows(matrix), Float32Array.of(10, 0));
    expect([...places]).toEqual([0, 2, 1, 3]);
    expect([...scores].map((value) => Math.round(value * 100))).toEqual([100, 71, 0, 0]);
  });

  test("picks rows as they are asked for", () => {
    expect([...pickRows(matrix, [2, 0]).data]).toEqual([1, 1, 3, 0]);
  });

  test("has a peak of one where there is nothing, so that it can be divided by", () => {
    expect([peakOf(Float32Array.of(-3, 2)), peakOf(Float32Array.of(0)), peakOf(new Float32Array(0))]).toEqual([
      3, 1, 1,
    ]);
  });
});

test("principal components equal NumPy's", () => {
  const found = finish(principalComponents(rows, 3));
  expect(found).toMatchObject({ rows: rows.rows, columns: 3 });
  golden.components.forEach((value, index) => {
    expect(found.data[index]).toBeCloseTo(value, 3);
  });
});

test("more components than there are rows or columns are zeros", () => {
  const two = { data: Float32Array.of(0, 0, 4, 0), rows: 2, columns: 2 };
  expect([...finish(principalComponents(two, 3)).data].map((value) => value + 0)).toEqual([-2, 0, 0, 2, 0, 0]);
});

test.each(golden.silhouettes)("silhouettes equal NumPy's", ({ labels, value }) => {
  const distances = finish(distancesOf(rows));
  expect(silhouetteOf(distances, Uint8Array.from(labels), Math.max(...labels) + 1)).toBeCloseTo(value, 5);
});

test("k-means finds groups that lie apart, the same at every visit", () => {
  const { labels, inertia } = finish(kMeans(rows, 3));
  expect(isSameGrouping(labels, golden.groups)).toBe(true);
  expect(finish(kMeans(rows, 3)).inertia).toBe(inertia);
});

test("clusters are as many as have the best silhouette, the largest first, named by their middle", () => {
  const found = finish(clustersOf(unitRows(rows), undefined));
  expect(isSameGrouping(found.labels, golden.groups)).toBe(true);
  expect(found.sizes).toEqual([7, 5, 4]);
  for (const [cluster, nearest] of found.nearest.entries()) {
    for (const row of nearest) expect(found.labels[row]).toBe(cluster);
  }
  expect(found.scores.length).toBe(11);
  expect(finish(clustersOf(unitRows(rows), 2)).sizes.length).toBe(2);
});

test("one row, and rows that are all the same, are one cluster", () => {
  const same = { data: Float32Array.of(1, 0, 1, 0, 1, 0), rows: 3, columns: 2 };
  expect(finish(clustersOf(same, 3)).sizes).toEqual([3]);
  expect(finish(clustersOf({ ...same, data: same.data.subarray(0, 2), rows: 1 }, undefined)).sizes).toEqual([1]);
});

test("neighbours are the nearest of all, the row itself first", () => {
  const { indices, distances } = finish(nearestNeighbours(rows, 5));
  const all = finish(distancesOf(rows));
  for (const [row, places] of indices.entries()) {
    const expected = [...rowOf(all, row).entries()].sort(([, a], [, b]) => a - b).slice(0, 5);
    expect(places).toEqual(expected.map(([place]) => place));
    expected.forEach(([, distance], at) => {
      expect(distances[row]?.[at]).toBeCloseTo(distance, 5);
    });
  }
});

test("random numbers are the same for a seed, in 0..1, and spread", () => {
  const random = createRandom(1);
  const drawn = Array.from({ length: 1000 }, random);
  expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(drawn.reduce((sum, value) => sum + value, 0) / 1000).toBeCloseTo(0.5, 1);
  expect(createRandom(1)()).toBe(drawn[0]);
});

test("a .npy file is NumPy's, byte for byte", async () => {
  const bytes = new Uint8Array(await toNpy(rows).arrayBuffer());
  expect(Buffer.from(bytes).toString("base64")).toBe(golden.npy);
});

import { type Matrix, rowOf } from "../media.ts";
import { createRandom } from "../random.ts";
import { kMeans, squaredDistance } from "./kmeans.ts";
import { distancesOf, silhouetteOf } from "./silhouette.ts";
import { pickRows } from "./similarity.ts";
import type { Steps } from "./steps.ts";

const mostClusters = 12;
/** Rows that the number of clusters is chosen by: all distances among them are needed. */
const sampleRows = 1_000;
const namingRows = 3;

export interface Score {
  readonly count: number;
  /** Mean silhouette, -1..1. */
  readonly silhouette: number;
}

export interface Clusters {
  /** Of each row; clusters are numbered by their size, the largest first. */
  readonly labels: Uint8Array<ArrayBuffer>;
  /** Of each cluster: the rows nearest to its centre, the nearest first. */
  readonly nearest: readonly (readonly number[])[];
  readonly sizes: readonly number[];
  /** Of each number of clusters that was tried. */
  readonly scores: readonly Score[];
}

/**
 * Groups rows that lie together. @param unit rows of length 1: their distances then follow the cosine
 * @param wanted how many; left out, as many as give the best silhouette
 */
export function* clustersOf(unit: Matrix, wanted: number | undefined): Steps<Clusters> {
  const sample = unit.rows > sampleRows ? pickRows(unit, drawn(unit.rows, sampleRows)) : unit;
  const scores = yield* scoresOf(sample);
  const best = scores.reduce((a, b) => (b.silhouette > a.silhouette ? b : a), { count: 1, silhouette: -1 });
  const count = Math.max(1, Math.min(wanted ?? best.count, unit.rows, mostClusters));
  const { labels, centres } = yield* kMeans(unit, count);
  return { ...bySize(unit, labels, centres), scores };
}

function* scoresOf(sample: Matrix): Steps<readonly Score[]> {
  const scores: Score[] = [];
  // With as many clusters as rows, each row is its own, and the silhouette says nothing.
  const most = Math.min(mostClusters, sample.rows - 1);
  if (most < 2) return scores;
  const distances = yield* distancesOf(sample);
  for (let count = 2; count <= most; count++) {
    const { labels } = yield* kMeans(sample, count);
    scores.push({ count, silhouette: silhouetteOf(distances, labels, count) });
    yield count / most;
  }
  return scores;
}

/** Row numbers without repetition, the same at every visit. */
function drawn(rows: number, count: number): Uint32Array {
  const random = createRandom(3);
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(random() * (rows - at));
    const kept = all[at] ?? 0;
    all[at] = all[other] ?? 0;
    all[other] = kept;
  }
  return all.subarray(0, count).sort();
}

function bySize(unit: Matrix, found: Uint8Array, centres: Matrix): Omit<Clusters, "scores"> {
  const members: number[][] = Array.from({ length: centres.rows }, () => []);
  found.forEach((label, row) => {
    members[label]?.push(row);
  });
  const order = [...members.keys()]
    .filter((label) => (members[label]?.length ?? 0) > 0)
    .sort((a, b) => (members[b]?.length ?? 0) - (members[a]?.length ?? 0) || a - b);
  const nearest = order.map((label) => {
    const centre = rowOf(centres, label);
    const distance = new Map((members[label] ?? []).map((row) => [row, squaredDistance(rowOf(unit, row), centre)]));
    return [...distance.keys()]
      .sort((a, b) => (distance.get(a) ?? 0) - (distance.get(b) ?? 0) || a - b)
      .slice(0, namingRows);
  });
  const numbers = new Map(order.map((label, number) => [label, number]));
  return {
    labels: Uint8Array.from(found, (label) => numbers.get(label) ?? 0),
    nearest,
    sizes: order.map((label) => members[label]?.length ?? 0),
  };
}

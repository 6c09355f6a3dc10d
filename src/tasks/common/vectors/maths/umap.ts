import { UMAP } from "umap-js";
import { type Matrix, rowOf } from "../../../../shared/media.ts";
import { createRandom } from "../../../../shared/random.ts";
import { nearestNeighbours } from "../../../../shared/vectors/neighbours.ts";
import { principalComponents } from "../../../../shared/vectors/pca.ts";
import type { Steps } from "../../../../shared/vectors/steps.ts";

/** UMAP's own default. */
const neighbours = 15;
/** Distances are taken among so many principal components: they hold nearly all of them, at an eighth of the work. */
const components = 48;

/** Rows of length 1 on a plane, neighbours near each other. Seeded, so that it is the same at every visit. */
export function* umapOf(unit: Matrix): Steps<Matrix> {
  const reduced = unit.columns > components ? yield* scaled(principalComponents(unit, components), 0, 0.15) : unit;
  const nNeighbors = Math.min(neighbours, unit.rows - 1);
  const { indices, distances } = yield* scaled(nearestNeighbours(reduced, nNeighbors), 0.15, 0.45);
  const umap = new UMAP({ nNeighbors, nComponents: 2, minDist: 0.1, random: createRandom(42) });
  umap.setPrecomputedKNN(indices, distances);
  const epochs = umap.initializeFit(Array.from({ length: reduced.rows }, (_, row) => [...rowOf(reduced, row)]));
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    yield 0.5 + (0.5 * epoch) / epochs;
  }
  return { data: Float32Array.from(umap.getEmbedding().flat()), rows: unit.rows, columns: 2 };
}

/** Progress of a part as progress of the whole. */
function* scaled<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}

import type { Matrix } from "../../../../shared/media.ts";
import { rowOf } from "../../../../shared/media.ts";
import { clustersOf } from "../../../../shared/vectors/clusters.ts";
import { principalComponents } from "../../../../shared/vectors/pca.ts";
import { normOf, peakOf, pickRows, rankBy, similaritiesOf, unitRows } from "../../../../shared/vectors/similarity.ts";
import type { Steps } from "../../../../shared/vectors/steps.ts";
import type { MathsQuestion } from "./protocol.ts";
import { written } from "./write.ts";

/** Answers questions about the vectors that were kept last; long answers in pieces. */
export function createAnswers() {
  let vectors: Matrix = { data: new Float32Array(0), rows: 0, columns: 0 };
  let unit = vectors;

  return async function answer(question: MathsQuestion): Promise<Steps<unknown>> {
    if (question.type !== "map" || question.method === "pca") return steps(question);
    const { umapOf } = await import("./umap.ts");
    return umapOf(unit);
  };

  function* steps(question: MathsQuestion): Steps<unknown> {
    switch (question.type) {
      case "keep":
        vectors = question.vectors;
        unit = unitRows(vectors);
        return null;
      case "similarities":
        return similaritiesOf(
          pickRows(
            vectors,
            Array.from({ length: Math.min(question.limit, vectors.rows) }, (_, row) => row),
          ),
        );
      case "rank":
        return rankBy(unit, question.vector);
      case "map":
        return yield* principalComponents(unit, 2);
      case "clusters":
        return yield* clustersOf(unit, question.wanted);
      case "summary":
        return { meanNorm: meanNorm(vectors), peak: peakOf(vectors.data) };
      case "write":
        return yield* written(vectors, question);
    }
  }
}

function meanNorm(vectors: Matrix): number {
  let sum = 0;
  for (let row = 0; row < vectors.rows; row++) sum += normOf(rowOf(vectors, row));
  return vectors.rows === 0 ? 0 : sum / vectors.rows;
}

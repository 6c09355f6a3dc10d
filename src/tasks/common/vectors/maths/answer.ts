import { Stopped } from "../../../../shared/errors.ts";
import type { Matrix } from "../../../../shared/media.ts";
import { type Clockwork, createSlices, realClockwork } from "../../../../shared/pause.ts";
import { type Callee, createCallee, type Handler, handler, type PostToCaller } from "../../../../shared/rpc/callee.ts";
import type { Verb } from "../../../../shared/rpc/verb.ts";
import { clustersOf } from "../../../../shared/vectors/clusters.ts";
import { principalComponents } from "../../../../shared/vectors/pca.ts";
import { pickRows, rankBy, similaritiesOf, unitRows } from "../../../../shared/vectors/similarity.ts";
import type { Steps } from "../../../../shared/vectors/steps.ts";
import { clustersVerb, keepVerb, mapVerb, rankVerb, similaritiesVerb, writeVerb } from "./protocol.ts";
import { written } from "./write.ts";

/** After so long other questions are let in: a quick one need not wait for a map of a minute. */
const sliceMs = 40;
/** At most so often is progress told: the page draws each. */
const progressMs = 200;

/** Answers questions about the vectors that were kept last; long answers in pieces, several under way at once. */
export function createAnswers(post: PostToCaller, clockwork: Clockwork = realClockwork): Callee {
  let vectors: Matrix = { data: new Float32Array(0), rows: 0, columns: 0 };
  let unit = vectors;

  function inPieces<Question, Answer>(
    verb: Verb<Question, number, Answer>,
    stepsOf: (question: Question) => Steps<Answer> | Promise<Steps<Answer>>,
  ): Handler {
    return handler(verb, async (question, { signal, tell }) => {
      const steps = await stepsOf(question);
      const slice = createSlices(sliceMs, clockwork);
      let toldAt = clockwork.now();
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) return step.value;
        if (clockwork.now() - toldAt >= progressMs) {
          toldAt = clockwork.now();
          tell(step.value);
        }
        await slice();
        if (signal.aborted) throw new Stopped();
      }
    });
  }

  const handlers = [
    handler(keepVerb, (question) => {
      vectors = question.vectors;
      unit = unitRows(vectors);
      return null;
    }),
    handler(similaritiesVerb, ({ limit }) => {
      const first = Array.from({ length: Math.min(limit, vectors.rows) }, (_, row) => row);
      return similaritiesOf(pickRows(vectors, first));
    }),
    handler(rankVerb, ({ vector }) => rankBy(unit, vector)),
    inPieces(mapVerb, async ({ method, components = 2 }) => {
      if (method === "pca") return principalComponents(unit, components);
      const { umapOf } = await import("./umap.ts");
      return umapOf(unit);
    }),
    inPieces(clustersVerb, ({ wanted }) => clustersOf(unit, wanted)),
    inPieces(writeVerb, (question) => written(vectors, question)),
  ];
  return createCallee(handlers, post, () => "run-failed");
}

import { Stopped, TaskError } from "../../shared/errors.ts";
import { type Matrix, rowOf } from "../../shared/media.ts";
import { type Callee, createCallee, handler, type PostToCaller } from "../../shared/rpc/callee.ts";
import { cosine } from "../../shared/vectors/pooling.ts";
import { checkLabels, labelsOf, readLabelled, splitLabelled } from "../text/labelled.ts";
import { compared, examined } from "./examine.ts";
import { throughRandom } from "./projection.ts";
import { fitHead, type Head, probabilitiesOf } from "./regression.ts";
import { fitVerb, joinVerb, predictVerb, readLinesVerb, splitVerb } from "./verbs.ts";

interface KeeperPorts {
  /** Lets messages in: without it a stop would never be seen. */
  pause(): Promise<void>;
}

/** The worker's side of a head on frozen features: one head at a time. */
export function createHeadKeeper(post: PostToCaller, { pause }: KeeperPorts): Callee {
  let kept: { readonly head: Head; readonly labels: readonly string[] } | undefined;

  function headNow() {
    if (!kept) throw new TaskError("input-invalid", "There is no head yet.");
    return kept;
  }

  const handlers = [
    handler(readLinesVerb, (text) => [...readLabelled(text)]),
    handler(splitVerb, ({ given, examples, seed }) => {
      const all = given.map((label, row) => ({ label, row }));
      checkLabels(all);
      const { train, heldOut } = splitLabelled(all, examples, seed);
      const rowsOf = (some: typeof train) => some.map(({ row }) => row);
      return { labels: [...labelsOf(all)], train: rowsOf(train), heldOut: rowsOf(heldOut) };
    }),
    handler(fitVerb, async (request, { signal, tell }) => {
      const { vectors, sketches, targets, trainRows, labels, labelVectors, c, seed } = request;
      const shared = { targets: targets.slice(0, trainRows), labels: labels.length, c, steps: request.steps };
      let steps = 0;
      const breathe = async () => {
        await pause();
        if (signal.aborted) throw new Stopped();
      };
      const onStep = async (step: number, loss: number) => {
        steps = step;
        tell({ step, loss });
        await breathe();
      };
      const { head } = await fitHead({ ...shared, vectors: firstRows(vectors, trainRows), onStep });
      const random = throughRandom(sketches, vectors.columns, seed);
      const rival = await fitHead({ ...shared, vectors: firstRows(random, trainRows), onStep: breathe });
      kept = { head, labels };
      const setting = { targets, trainRows, labels: labels.length };
      const own = examined(probabilitiesBy(head, vectors), setting);
      const baseline = examined(probabilitiesBy(rival.head, random), setting);
      const nearest = labelVectors && examined(likenesses(vectors, labelVectors), setting);
      return {
        ...own,
        steps,
        baselineAccuracy: baseline.accuracy,
        againstRandom: compared(own, baseline),
        ...(nearest && { zeroShotAccuracy: nearest.accuracy }),
      };
    }),
    handler(predictVerb, (vector) => [...probabilitiesOf(headNow().head, vector)]),
    handler(joinVerb, async ({ files, graph, target, modality, pooling }) => {
      const { head, labels } = headNow();
      const { joinedFolder } = await import("./folder.ts");
      return joinedFolder({ files, graph, target, modality, pooling, head, labels });
    }),
  ];
  return createCallee(handlers, post, () => "run-failed");
}

function firstRows({ data, columns }: Matrix, rows: number): Matrix {
  return { data: data.subarray(0, rows * columns), rows, columns };
}

function rowsOf(matrix: Matrix): readonly Float32Array[] {
  return Array.from({ length: matrix.rows }, (_, row) => rowOf(matrix, row));
}

function probabilitiesBy(head: Head, vectors: Matrix): readonly (readonly number[])[] {
  return rowsOf(vectors).map((vector) => probabilitiesOf(head, vector));
}

function likenesses(vectors: Matrix, labels: Matrix): readonly (readonly number[])[] {
  const names = rowsOf(labels);
  return rowsOf(vectors).map((vector) => names.map((name) => cosine(vector, name)));
}

import { Stopped } from "../errors.ts";
import type { BatchDecoder } from "./decoder.ts";
import type { Generated } from "./generate.ts";
import { createHypotheses, type EarlyStopping, unreached } from "./hypotheses.ts";
import { type LogitsProcessor, logSoftmax } from "./sampling.ts";

export interface BeamRequest {
  readonly decoder: BatchDecoder;
  /** Ids to feed first. */
  readonly prompt: readonly number[];
  readonly beams: number;
  readonly maxNewTokens: number;
  /** Ids that end the text; they are not part of it. */
  readonly endIds: ReadonlySet<number>;
  /** In their order, on the logarithms of the probabilities. */
  readonly processors: readonly LogitsProcessor[];
  /** Scores are divided by the length to this power: above 0 longer texts are preferred. */
  readonly lengthPenalty: number;
  readonly earlyStopping: EarlyStopping;
  readonly signal: AbortSignal;
  /** The most probable text so far, after each step; it may yet lose. */
  readonly onStep?: (ids: readonly number[]) => void;
  /** Whether a text ends after its last id though that is no end id (stop words). */
  readonly isStop?: (ids: readonly number[]) => boolean;
}

/** A way to go on: the beam that it comes from, the id that it adds, and the score of the whole. */
interface Candidate {
  readonly parent: number;
  readonly id: number;
  readonly score: number;
}

interface Beam {
  readonly ids: readonly number[];
  readonly score: number;
}

/**
 * The text with the best score that `beams` parallel searches find; `GenerationMixin._beam_search` of transformers 4.57
 * for one input, in float32 as there. Throws `Stopped` between two steps when `signal` aborted.
 */
export async function searchBeams(request: BeamRequest): Promise<Generated> {
  const { decoder, prompt, beams, maxNewTokens, endIds, processors, signal, onStep, isStop } = request;
  const keep = Math.max(2, 1 + endIds.size) * beams;
  const finished = createHypotheses(request);
  let running: readonly Beam[] = Array.from({ length: beams }, (_, beam) => ({ ids: [], score: beam ? unreached : 0 }));
  let feeds: readonly (readonly number[])[] = [prompt];

  for (let length = 1; length <= maxNewTokens; length++) {
    if (signal.aborted) throw new Stopped();
    const rows = await decoder.step(feeds, signal);
    if (signal.aborted) throw new Stopped();
    const candidates = bestOf(keep, running, ({ ids }, beam) => {
      // All beams read the same prompt: it was fed once.
      const logits = logSoftmax(rows[beam] ?? rows[0] ?? new Float32Array());
      for (const process of processors) process(logits, [...prompt, ...ids], beam);
      return logits;
    }).map(({ parent, id, score }) => {
      const ids = [...(running[parent]?.ids ?? []), id];
      return { parent, ids, score, ended: length === maxNewTokens || endIds.has(id) || (isStop?.(ids) ?? false) };
    });
    // Those that just ended sink below all that go on.
    const chosen = candidates
      .map((candidate) => ({ ...candidate, score: Math.fround(candidate.score + (candidate.ended ? unreached : 0)) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, beams);
    finished.add(candidates, length);
    running = chosen;
    const goesOn = finished.canImprove(running[0]?.score ?? unreached, length);
    const best = running[0]?.ids ?? [];
    onStep?.(best);
    if (!goesOn || candidates.every(({ ended }) => ended)) break;
    await decoder.select(chosen.map(({ parent }) => (length === 1 ? 0 : parent)));
    feeds = chosen.map(({ ids }) => ids.slice(-1));
  }

  const ids = finished.best();
  const score = finished.bestScore();
  const last = ids.at(-1);
  if (last !== undefined && endIds.has(last)) return { ids: ids.slice(0, -1), finish: "end", endId: last, score };
  return { ids, finish: isStop?.(ids) ? "stop" : "length", score };
}

/** The best `count` ways on over all beams, best first; of equals the earlier beam and id. */
function bestOf(
  count: number,
  running: readonly Beam[],
  scoresOf: (beam: Beam, index: number) => Float32Array,
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const [parent, beam] of running.entries()) {
    const scores = scoresOf(beam, parent);
    for (let id = 0; id < scores.length; id++) {
      const score = Math.fround((scores[id] ?? Number.NaN) + beam.score);
      if (found.length === count && score <= (found[count - 1]?.score ?? unreached)) continue;
      let place = found.length;
      while (place > 0 && (found[place - 1]?.score ?? 0) < score) place--;
      found.splice(place, 0, { parent, id, score });
      if (found.length > count) found.pop();
    }
  }
  return found;
}

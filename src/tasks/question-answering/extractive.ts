import { Stopped } from "../../shared/errors.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { neighboursOf } from "../common/text/run/batches.ts";
import { encoderFeeds } from "../common/text/run/encoder.ts";
import type { Graph, SpanEncoding } from "../ports.ts";
import type { RunContext } from "../run.ts";
import type { Answer, Answers } from "./answer.ts";
import { type AnswerRules, answersOf } from "./answers.ts";
import type { ScoredWindow } from "./candidates.ts";

/** In one pass, padding included. */
const tokensPerPass = 2048;

/** So many are looked for at the least, to show what else came into question. */
const shownCandidates = 5;

/** Scores every window; a stop is seen between two passes, and each pass tells the best answers so far. */
export async function answerFrom(
  graph: Graph,
  windows: readonly SpanEncoding[],
  context: readonly string[],
  rules: AnswerRules,
  { signal, progress, emit }: Pick<RunContext<Answers>, "signal" | "progress" | "emit">,
): Promise<Answers> {
  const scored: ScoredWindow[] = [];
  const passes = neighboursOf(
    windows.map(({ ids }) => ids.length),
    tokensPerPass,
  );
  for (const [index, places] of passes.entries()) {
    if (signal.aborted) throw new Stopped();
    const batch = places.flatMap((place) => windows[place] ?? []);
    const outputs = await graph.run(encoderFeeds(batch, rules.padId));
    const starts = floatsOf(outputs, "start_logits", 2);
    const ends = floatsOf(outputs, "end_logits", 2);
    const width = starts.dims[1] ?? 0;
    batch.forEach((encoding, row) => {
      const [from, to] = [row * width, row * width + encoding.ids.length];
      scored.push({ encoding, start: starts.data.slice(from, to), end: ends.data.slice(from, to) });
    });
    progress(index + 1, passes.length);
    if (index + 1 < passes.length) emit(ranked(scored, context, rules));
  }
  return ranked(scored, context, rules);
}

function ranked(scored: readonly ScoredWindow[], context: readonly string[], rules: AnswerRules): Answers {
  const answers = answersOf(scored, context, rules);
  const known = new Set(answers.map(({ answer }) => answer.toLowerCase()));
  const more = answersOf(scored, context, {
    ...rules,
    topK: Math.max(rules.topK, shownCandidates),
    allowsNothing: false,
  });
  const isNew = ({ answer, score }: Answer) => score > 0 && answer !== "" && !known.has(answer.toLowerCase());
  return { answers, others: more.filter(isNew).slice(0, Math.max(0, shownCandidates - answers.length)) };
}

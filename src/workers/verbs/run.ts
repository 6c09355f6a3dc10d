import * as v from "valibot";
import { handler } from "../../shared/rpc/callee.ts";
import { defineVerb } from "../../shared/rpc/verb.ts";
import { type Figures, noticeCodes, type RunContext } from "../../tasks/run.ts";
import type { Realm } from "../realm.ts";

const RunRequest = v.object({
  input: v.unknown(),
  options: v.unknown(),
  /** Whether to tell what the graphs were fed. */
  trace: v.optional(v.boolean()),
});

const RunEvent = v.variant("type", [
  v.object({ type: v.literal("partial"), output: v.unknown() }),
  v.object({ type: v.literal("progress"), done: v.number(), total: v.number() }),
  v.object({
    type: v.literal("notice"),
    code: v.picklist(noticeCodes),
    values: v.record(v.string(), v.union([v.string(), v.number()])),
  }),
]);
export type RunEvent = v.InferOutput<typeof RunEvent>;

/** One tensor that a graph was fed: integers as numbers, everything else as float32. */
const Feed = v.object({
  /** Base name below `onnx/`. */
  graph: v.string(),
  name: v.string(),
  dims: v.array(v.number()),
  data: v.union([v.array(v.number()), v.instance(Float32Array)]),
});
export type Feed = v.InferOutput<typeof Feed>;

const ms = v.pipe(v.number(), v.minValue(0));

const RunAnswer = v.object({
  output: v.unknown(),
  ms: v.object({ preprocess: ms, run: ms, postprocess: ms }),
  figures: v.object({
    firstTokenMs: v.optional(v.number()),
    tokensPerSecond: v.optional(v.number()),
    tokens: v.optional(v.number()),
  }),
  feeds: v.optional(v.array(Feed)),
});
export type RunAnswer = v.InferOutput<typeof RunAnswer>;

/** Runs the loaded model. */
export const runVerb = defineVerb({ name: "run", request: RunRequest, event: RunEvent, answer: RunAnswer });

/** At most so often does a growing output cross to the page: a picture of it is drawn each time. */
const partialIntervalMs = 80;

/** A long output takes a while to cross: it then comes so seldom that nine tenths of the time are left for the work. */
const partialShare = 10;

export function handleRun(realm: Realm) {
  const { now } = realm.engine;
  return handler(runVerb, async ({ input, options, trace }, { signal, tell }) => {
    let figures: Figures = {};
    let nextPartialAt = Number.NEGATIVE_INFINITY;
    let held: { readonly output: unknown } | undefined;
    const context: RunContext<unknown> = {
      signal,
      emit(output) {
        held = { output };
        const startedAt = now();
        if (startedAt < nextPartialAt) return;
        held = undefined;
        tell({ type: "partial", output });
        nextPartialAt = startedAt + Math.max(partialIntervalMs, partialShare * (now() - startedAt));
      },
      progress: (done, total) => tell({ type: "progress", done, total }),
      notice: (code, values = {}) => tell({ type: "notice", code, values: { ...values } }),
      measure: (more) => {
        figures = { ...figures, ...more };
      },
    };
    const { opened, loaded } = realm;
    if (!loaded) throw new Error("A run was asked for before a model was loaded.");
    if (trace) opened?.startTrace();
    try {
      const { output, ms } = await loaded.run(input, options, context, now);
      return { output, ms: { ...ms }, figures, ...(trace && { feeds: [...(opened?.takeTrace() ?? [])] }) };
    } finally {
      // What was written before the stop stays on the screen, to its last token.
      if (signal.aborted && held) tell({ type: "partial", output: held.output });
    }
  });
}

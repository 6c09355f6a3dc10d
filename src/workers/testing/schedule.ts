import fc from "fast-check";
import { devices } from "../../hub/checkpoint.ts";

/** How a worker that was opened ahead starts its runtime. Repeated words come more often. */
const startPlan = fc.record({
  ends: fc.constantFrom("started", "started", "failed", "crash", "rubbish", "silent"),
  ms: fc.integer({ min: 0, max: 300 }),
});

/** How a worker takes a load. */
const loadPlan = fc.record({
  ends: fc.constantFrom("loaded", "loaded", "loaded", "loaded", "failed", "crash", "rubbish", "silent"),
  ms: fc.integer({ min: 0, max: 300 }),
});

const disposePlan = fc.record({
  ends: fc.constantFrom("disposed", "disposed", "disposed", "failed", "crash", "rubbish", "silent"),
  /** Sometimes later than the client waits (3,000 ms). */
  ms: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 2_900, max: 3_100 })),
});

const runPlan = fc.record({
  ends: fc.constantFrom("done", "done", "done", "failed", "refused", "crash", "rubbish", "silent"),
  ms: fc.integer({ min: 0, max: 300 }),
  partials: fc.integer({ min: 0, max: 3 }),
  onStop: fc.constantFrom("cancelled", "cancelled", "ignored", "done", "failed"),
  /** Sometimes later than the client waits (200 ms). */
  stopMs: fc.integer({ min: 0, max: 260 }),
});

const modelCount = 4;

const model = fc.record({
  expectedBytes: fc.integer({ min: 0, max: 400 }),
  bytes: fc.integer({ min: 1, max: 600 }),
});

const run = fc.record({
  atMs: fc.integer({ min: 0, max: 1_500 }),
  model: fc.integer({ min: 0, max: modelCount - 1 }),
  device: fc.constantFrom(...devices),
  plan: runPlan,
  stopAfterMs: fc.option(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 700 })), {
    nil: undefined,
    freq: 2,
  }),
});

/** What happens to a client, and how its workers take it. */
export const schedules = fc.record({
  /** Nothing fails: only then is it known how a run must end. */
  isSunny: fc.constantFrom(true, false, false),
  limits: fc.record({
    maxResident: fc.integer({ min: 1, max: 3 }),
    maxBytes: fc.integer({ min: 200, max: 1_000 }),
    workerBytes: fc.integer({ min: 0, max: 100 }),
  }),
  models: fc.array(model, { minLength: modelCount, maxLength: modelCount }),
  runs: fc.array(run, { minLength: 1, maxLength: 8 }),
  /** Taken in turn, from the first again when all are used. */
  starts: fc.array(startPlan, { minLength: 1, maxLength: 4 }),
  loads: fc.array(loadPlan, { minLength: 1, maxLength: 6 }),
  disposes: fc.array(disposePlan, { minLength: 1, maxLength: 4 }),
  /** Crashes out of nowhere: of the worker that was opened as the so-manieth, if it lives. */
  crashes: fc.array(fc.record({ atMs: fc.integer({ min: 0, max: 3_000 }), worker: fc.nat({ max: 4 }) }), {
    maxLength: 3,
  }),
  /** When a reader turns to another model. */
  turns: fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 4 }),
  /** When everything idle is given back. */
  clearings: fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 2 }),
});

export type Schedule = typeof schedules extends fc.Arbitrary<infer S> ? S : never;

import type { CheckpointRef, Device } from "../../hub/checkpoint.ts";
import { createFakeClock } from "../../shared/testing/clock.ts";
import { createFakeWorkers } from "../../shared/testing/worker.ts";
import { type ClientEvent, type ClientRequest, createClient, type Outcome } from "../client.ts";
import type { PoolLimits } from "../pool.ts";
import { goodManners } from "./answers.ts";
import { behaving } from "./manners.ts";

export const roomy: PoolLimits = { maxResident: 2, maxBytes: 10_000, workerBytes: 0 };

export const times = {
  stopGraceMs: 200,
  loadSilenceMs: 180_000,
  runSilenceMs: 1_200_000,
  disposeSilenceMs: 3_000,
} as const;

export function checkpointOf(model: string, device: Device = "wasm"): CheckpointRef {
  return { model, revision: "main", device, dtype: "q4" };
}

export function requestOf(model: string, more: Partial<ClientRequest> & { device?: Device } = {}): ClientRequest {
  const { device, ...fields } = more;
  return {
    taskId: "some-task",
    checkpoint: checkpointOf(model, device),
    expectedBytes: 100,
    sources: {
      endpoints: [],
      timeoutMs: { firstByte: 1, stall: 1 },
      embeddedBase: "/models/",
      runtime: {},
      mostFloatBytes: 0,
    },
    input: { text: "a text" },
    options: {},
    ...fields,
  };
}

/** A client among fake workers, and what a test wants to know of a run. */
export function createBench(limits: PoolLimits = roomy, mayOpenAhead = () => true) {
  const clock = createFakeClock();
  const manners = goodManners();
  const workers = createFakeWorkers(clock, behaving(manners));
  const client = createClient({ openWorker: workers.openWorker, clock, limits, mayOpenAhead, ...times });

  function start(request: ClientRequest) {
    const events: ClientEvent[] = [];
    const outcomes: Outcome[] = [];
    const handle = client.run(request, (event) => events.push(event));
    let settledAtMs: number | undefined;
    void handle.outcome.then((outcome) => {
      outcomes.push(outcome);
      settledAtMs = clock.now();
    });
    return {
      events,
      outcomes,
      stop: handle.stop,
      outcome: handle.outcome,
      get settledAtMs() {
        return settledAtMs;
      },
      /** `done`, `cancelled` or the code of its failure; `undefined` while it goes on. */
      get ending() {
        const outcome = outcomes.at(-1);
        return outcome?.type === "failed" ? outcome.failure.code : outcome?.type;
      },
      get isRunning() {
        return events.some((event) => event.type === "running") && outcomes.length === 0;
      },
    };
  }

  /** Runs to the end. */
  async function finish(request: ClientRequest) {
    const run = start(request);
    await clock.drain();
    return run;
  }

  return { clock, manners, workers, client, start, finish };
}

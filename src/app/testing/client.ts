import type { ClientEvent, ClientRequest, Outcome } from "../../workers/client.ts";
import type { LoadReport } from "../../workers/verbs/load.ts";
import type { RunClient } from "../store/environment.ts";

type PrepareRequest = Parameters<RunClient["prepare"]>[0];

export interface FakeRun {
  readonly request: ClientRequest;
  readonly isStopped: boolean;
  say(event: ClientEvent): void;
  /** Ends the run; returns when the store has heard of it. */
  end(outcome: Outcome): Promise<void>;
}

/** A client whose runs go as a test says. */
export function createFakeClient() {
  const runs: FakeRun[] = [];
  const preparations: {
    readonly request: PrepareRequest;
    readonly isAhead: boolean;
    isStopped: boolean;
    end(): void;
  }[] = [];
  let resident = false;
  let openedAhead = 0;
  let hasPlace = false;
  const client: RunClient = {
    run(request, onEvent) {
      let resolveOutcome: (outcome: Outcome) => void = () => {};
      let isStopped = false;
      const outcome = new Promise<Outcome>((resolve) => {
        resolveOutcome = resolve;
      });
      runs.push({
        request,
        get isStopped() {
          return isStopped;
        },
        say: onEvent,
        async end(ended) {
          resolveOutcome(ended);
          await settled();
        },
      });
      return {
        outcome,
        stop() {
          isStopped = true;
        },
      };
    },
    isResident: () => resident,
    openAhead() {
      openedAhead += 1;
      return hasPlace;
    },
    prepare(request, isAhead = false) {
      const prepared = { request, isAhead, isStopped: false, end() {} };
      const outcome = new Promise<void>((resolve) => {
        prepared.end = resolve;
      });
      preparations.push(prepared);
      return {
        outcome,
        stop() {
          prepared.isStopped = true;
        },
      };
    },
    tokens: () => ({ outcome: Promise.resolve({ type: "cancelled" }), stop() {} }),
  };
  return {
    client,
    runs,
    preparations,
    get last(): FakeRun {
      const run = runs.at(-1);
      if (!run) throw new Error("Nothing was asked of the client.");
      return run;
    },
    /** How often a worker was opened ahead. */
    get openedAhead() {
      return openedAhead;
    },
    /** Whether there is room for one model more beside one that stays. */
    setPlace(value: boolean) {
      hasPlace = value;
    },
    setResident(value: boolean) {
      resident = value;
    },
  };
}

/** Lets everything that waits for a settled promise go on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

export const report: LoadReport = {
  ms: { download: 800, load: 100, compile: 50 },
  bytes: 2_000,
  networkBytes: 1_000,
  unkeptBytes: 0,
  settings: {},
  device: "wasm",
  threads: 2,
  build: "jspi",
  weights: "unpacked",
  memoryBytes: 8_000,
  versions: { "onnxruntime-web": "1.31.0" },
};

export function doneWith(output: unknown): Outcome {
  return { type: "done", answer: { output, ms: { preprocess: 1, run: 40, postprocess: 2 }, figures: {} }, report };
}

import * as v from "valibot";
import type { Clock } from "../clock.ts";
import type { OpenWorker, WorkerHandlers, WorkerPort } from "../rpc/port.ts";
import { ToCallee } from "../rpc/verb.ts";

/** A worker as seen from its own side: what it was told, and what a test lets it say. */
export interface FakeWorker extends WorkerPort {
  /** Everything that arrived, cloned and checked as between realms. */
  readonly received: readonly ToCallee[];
  /** The same, by the names of the verbs. */
  readonly heard: readonly string[];
  readonly isTerminated: boolean;
  /** Does something after `ms`, unless it was terminated or hushed by then. */
  later(ms: number, call: () => void): void;
  /** Posts to the page after `ms`, unless it was terminated or hushed by then. */
  say(data: unknown, ms?: number): void;
  /** Tells of something on the way to an answer. */
  tell(id: number, event: unknown, ms?: number): void;
  /** Posts to the page at once. */
  sayNow(data: unknown): void;
  /** Ends with an `error` event after `ms`; `messageerror` looks the same from the page. */
  crash(reason: string, ms?: number): void;
  /** Forgets what it was going to say. */
  hush(): void;
}

/** What a worker does with a message. */
export type Answer = (message: ToCallee, worker: FakeWorker) => void;

export function createFakeWorker(clock: Clock, onReceived: Answer): FakeWorker {
  const received: ToCallee[] = [];
  const planned = new Set<() => void>();
  let handlers: WorkerHandlers | undefined;
  let isTerminated = false;

  function hush(): void {
    for (const callOff of planned) callOff();
    planned.clear();
  }

  function later(ms: number, call: () => void): void {
    const callOff = clock.after(ms, () => {
      planned.delete(callOff);
      call();
    });
    planned.add(callOff);
  }

  const worker: FakeWorker = {
    received,
    get heard() {
      return received.map((message) => (message.type === "ask" ? message.verb : message.type));
    },
    get isTerminated() {
      return isTerminated;
    },
    post(data, transfer = []) {
      if (isTerminated) return;
      const message = v.parse(ToCallee, structuredClone(data, { transfer }));
      received.push(message);
      onReceived(message, worker);
    },
    terminate() {
      isTerminated = true;
      hush();
    },
    listen(given) {
      handlers = given;
    },
    later,
    say(data, ms = 0) {
      later(ms, () => worker.sayNow(data));
    },
    tell(id, event, ms) {
      worker.say({ type: "event", id, event }, ms);
    },
    sayNow(data) {
      if (!isTerminated) handlers?.onMessage(data);
    },
    crash(reason, ms = 0) {
      later(ms, () => {
        hush();
        handlers?.onCrash(reason);
      });
    },
    hush,
  };
  return worker;
}

export interface FakeWorkers {
  readonly openWorker: OpenWorker;
  /** In the order in which they were opened. */
  readonly all: readonly FakeWorker[];
  readonly live: readonly FakeWorker[];
  readonly last: FakeWorker;
}

/** @param onReceived what any of them does with a message */
export function createFakeWorkers(clock: Clock, onReceived: Answer): FakeWorkers {
  const all: FakeWorker[] = [];
  return {
    openWorker() {
      const worker = createFakeWorker(clock, onReceived);
      all.push(worker);
      return worker;
    },
    all,
    get live() {
      return all.filter((worker) => !worker.isTerminated);
    },
    get last() {
      const worker = all.at(-1);
      if (!worker) throw new Error("No worker was opened.");
      return worker;
    },
  };
}

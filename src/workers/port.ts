/** The page's end of a worker: what the client needs of `Worker`, so that tests can hand it a fake. */
export interface WorkerPort {
  post(message: unknown, transfer?: Transferable[]): void;
  terminate(): void;
  /** Called at most once, before anything is posted. */
  listen(handlers: WorkerHandlers): void;
}

export interface WorkerHandlers {
  onMessage(data: unknown): void;
  /** The worker threw outside a request, failed to start, or sent what could not be cloned. */
  onCrash(reason: string): void;
}

export type OpenWorker = () => WorkerPort;

/** A worker that cannot even be opened (a policy forbids it) is like one that crashes at once. */
export function openOrCrash(open: OpenWorker): WorkerPort {
  try {
    return open();
  } catch (reason) {
    return { post() {}, terminate() {}, listen: ({ onCrash }) => onCrash(String(reason)) };
  }
}

/** Time as the client and the runner see it, so that tests can hold it still. */
export interface Clock {
  now(): number;
  /** @returns a function that calls it off. */
  after(ms: number, call: () => void): () => void;
}

export const realClock: Clock = {
  now: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

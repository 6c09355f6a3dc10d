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

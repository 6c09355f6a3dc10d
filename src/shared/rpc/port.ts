/** The page's end of a worker: what a caller needs of `Worker`, so that tests can hand it a fake. */
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

export function portOf(worker: Worker): WorkerPort {
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    terminate: () => worker.terminate(),
    listen({ onMessage, onCrash }) {
      worker.addEventListener("message", ({ data }) => onMessage(data));
      worker.addEventListener("messageerror", () => onCrash("A message from the worker could not be read."));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        onCrash(event.message || "The worker's script could not be loaded.");
      });
    },
  };
}

/** A worker that cannot even be opened (a policy forbids it) is like one that crashes at once. */
export function openOrCrash(open: OpenWorker): WorkerPort {
  try {
    return open();
  } catch (reason) {
    return { post() {}, terminate() {}, listen: ({ onCrash }) => onCrash(String(reason)) };
  }
}

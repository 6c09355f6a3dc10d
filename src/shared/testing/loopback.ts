import { type Callee, type PostToCaller, serve } from "../rpc/callee.ts";
import type { WorkerHandlers, WorkerPort } from "../rpc/port.ts";

/** A worker without a realm: a real callee at the other end, every message cloned or moved and a turn late. */
export function createLoopback(open: (post: PostToCaller) => Callee): WorkerPort {
  let handlers: WorkerHandlers | undefined;
  let receive = (_event: { readonly data: unknown }): void => {};
  let isTerminated = false;

  function later(call: () => void): void {
    setImmediate(() => {
      if (!isTerminated) call();
    });
  }

  serve(
    {
      addEventListener(_type, listener) {
        receive = listener;
      },
      postMessage(message, transfer) {
        const data: unknown = structuredClone(message, { transfer });
        later(() => handlers?.onMessage(data));
      },
      reportError: (reason) => later(() => handlers?.onCrash(String(reason))),
    },
    open,
  );

  return {
    post(message, transfer = []) {
      const data: unknown = structuredClone(message, { transfer });
      later(() => receive({ data }));
    },
    terminate() {
      isTerminated = true;
    },
    listen(given) {
      handlers = given;
    },
  };
}

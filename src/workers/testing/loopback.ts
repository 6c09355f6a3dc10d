import type { WorkerHandlers, WorkerPort } from "../port.ts";
import { createRunner, type RunnerPorts } from "../runner.ts";

/** A worker without a realm: the real runner at the other end, every message cloned or moved and a turn late. */
export function createLoopback(ports: RunnerPorts): WorkerPort {
  let handlers: WorkerHandlers | undefined;
  let isTerminated = false;

  function later(call: () => void): void {
    setImmediate(() => {
      if (!isTerminated) call();
    });
  }

  const runner = createRunner({
    ...ports,
    post(event, transfer) {
      const data: unknown = structuredClone(event, { transfer });
      later(() => handlers?.onMessage(data));
    },
  });

  async function receive(data: unknown): Promise<void> {
    try {
      await runner.receive(data);
    } catch (reason) {
      handlers?.onCrash(String(reason));
    }
  }

  return {
    post(data, transfer = []) {
      const message: unknown = structuredClone(data, { transfer });
      later(() => void receive(message));
    },
    terminate() {
      isTerminated = true;
    },
    listen(given) {
      handlers = given;
    },
  };
}

import type { WorkerPort } from "../workers/port.ts";

/** A model worker behind the port that the client knows. */
export function openWorker(): WorkerPort {
  const worker = new Worker(new URL("../workers/model.worker.ts", import.meta.url), { type: "module", name: "model" });
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

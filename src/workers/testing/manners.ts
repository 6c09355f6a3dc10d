import type { Answer } from "../../shared/testing/worker.ts";

/** How a worker takes each thing that it may be told. */
export type Manners = Record<"start" | "load" | "run" | "stop" | "dispose" | "tokens" | "want", Answer>;

/** @returns what a worker of these manners does with a message */
export function behaving(manners: Manners): Answer {
  return (message, worker) => {
    const name = message.type === "ask" ? message.verb : message.type;
    const [, answer] = Object.entries(manners).find(([known]) => known === name) ?? [];
    if (!answer) throw new Error(`A fake worker knows no "${name}".`);
    answer(message, worker);
  };
}

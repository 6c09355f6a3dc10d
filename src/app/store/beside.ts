import { fromFailure, Stopped } from "../../shared/errors.ts";
import type { RunClient, RunEvent } from "./environment.ts";
import { orderBeside } from "./order.ts";
import type { Order } from "./run.ts";
import type { RunsSlice } from "./state.ts";

type AskFor = (order: Order, onEvent: (event: RunEvent) => void) => ReturnType<RunClient["run"]>;

/** Asks the model of an order something of its own, which takes no place on the screen and may be stopped by itself. */
export function createBeside(ask: AskFor): RunsSlice["beside"] {
  return async (order, change, onEvent = () => {}, signal) => {
    if (signal?.aborted) throw new Stopped();
    const asked = ask(orderBeside(order, change), onEvent);
    signal?.addEventListener("abort", asked.stop);
    try {
      const outcome = await asked.outcome;
      if (outcome.type === "done") return outcome.answer.output;
      if (outcome.type === "answered") return outcome.output;
      if (outcome.type === "cancelled") throw new Stopped();
      throw fromFailure(outcome.failure);
    } finally {
      signal?.removeEventListener("abort", asked.stop);
    }
  };
}

import type { StoreApi } from "zustand/vanilla";
import type { Failure } from "../shared/errors.ts";
import type { Report } from "./store/report.ts";
import { isBusy, numberOf, type Run } from "./store/run.ts";
import type { AppState } from "./store/state.ts";

/** What the page around hears (docs/contract.md): once `ready`, then how each run ended. */
export interface EmbedMessage {
  readonly type: "model-playground";
  readonly contract: "1";
  readonly status: "ready" | "done" | "failed" | "cancelled";
  readonly run: number;
  readonly task: string;
  /** As in `result-json`; of a cancelled run what there was. */
  readonly result?: unknown;
  readonly report?: Report;
  readonly error?: Pick<Failure, "code" | "message">;
}

/** Of the window around: what is called. */
export type Around = Pick<Window, "postMessage">;

/** Only the origins that the site names are told: the browser drops what is addressed to another. */
export function tellAround(store: StoreApi<AppState>, around: Around, origins: readonly string[]): void {
  function tell(message: Pick<EmbedMessage, "status" | "result" | "report" | "error">): void {
    const { task, run } = store.getState();
    const whole: EmbedMessage = { type: "model-playground", contract: "1", run: numberOf(run), task, ...message };
    for (const origin of origins) around.postMessage(whole, origin);
  }

  store.subscribe(({ run }, before) => {
    if (run === before.run || run.status === "idle" || isBusy(run) || !isBusy(before.run)) return;
    tell(endingOf(run));
  });
  tell({ status: "ready" });
}

type Ended = Exclude<Run, { status: "idle" | "loading" | "compiling" | "running" }>;

function endingOf(run: Ended): Pick<EmbedMessage, "status" | "result" | "report" | "error"> {
  switch (run.status) {
    case "done":
      return { status: "done", result: JSON.parse(run.json.text), report: run.report };
    case "failed":
      return { status: "failed", error: { code: run.failure.code, message: run.failure.message } };
    case "cancelled":
      return { status: "cancelled", ...(run.json && { result: JSON.parse(run.json.text) }) };
  }
}

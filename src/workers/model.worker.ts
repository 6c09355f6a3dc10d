import { realClock } from "../shared/clock.ts";
import type { TaskRun } from "../tasks/run.ts";
import { openCheckpoint } from "./engine/checkpoint.ts";
import { openTokenizer } from "./engine/open-tokenizer.ts";
import type { FromWorker } from "./protocol.ts";
import { createRunner } from "./runner.ts";

/** Each task's worker half, loaded when the task is first asked for. The architecture test keeps folders and registry equal. */
const runs = import.meta.glob<TaskRun>("../tasks/*/run.ts", { import: "run" });

function post(event: FromWorker, transfer: Transferable[] = []): void {
  postMessage(event, transfer);
}

const runner = createRunner({
  post,
  async findTask(taskId) {
    const load = runs[`../tasks/${taskId}/run.ts`];
    if (!load) throw new Error(`There is no task "${taskId}".`);
    return load();
  },
  openCheckpoint: (request, onLoading) => openCheckpoint(request, onLoading, realClock),
  openTokenizer: (request, onLoading) => openTokenizer(request, onLoading, realClock),
  now: realClock.now,
});

addEventListener("message", ({ data }) => {
  // Reported, so that the page hears of it as of any error that ends a worker.
  runner.receive(data).catch(reportError);
});
post({ type: "ready" });

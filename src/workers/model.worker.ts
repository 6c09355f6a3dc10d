import { realClock } from "../shared/clock.ts";
import { serve } from "../shared/rpc/callee.ts";
import type { TaskRun } from "../tasks/run.ts";
import { openCheckpoint } from "./engine/checkpoint.ts";
import { openTokenizer } from "./engine/open-tokenizer.ts";
import { compiledRuntime, configureRuntime } from "./engine/runtime.ts";
import { startRuntime } from "./engine/shaders.ts";
import type { Engine } from "./realm.ts";
import { createRunner } from "./runner.ts";

/** Each task's worker half, loaded when the task is first asked for. The architecture test keeps folders and registry equal. */
const runs = import.meta.glob<TaskRun>("../tasks/*/run.ts", { import: "run" });

/** What the screens where one learns ask of models; no tasks of the menu. */
const asides: Readonly<Record<string, () => Promise<TaskRun>>> = {
  "audio-features": async () => (await import("../tasks/common/audio/run/features.ts")).run,
  "encoder-files": async () => (await import("../tasks/common/text/run/encoder-files.ts")).run,
  "masked-guesses": async () => (await import("../tasks/common/text/run/guesses.ts")).masked,
  "causal-guesses": async () => (await import("../tasks/common/text/run/guesses.ts")).causal,
};

const engine: Engine = {
  async start(runtime, compiled) {
    await configureRuntime(runtime, compiled);
    await startRuntime("wasm");
  },
  compiled: compiledRuntime,
  async findTask(taskId) {
    const load = asides[taskId] ?? runs[`../tasks/${taskId}/run.ts`];
    if (!load) throw new Error(`There is no task "${taskId}".`);
    return load();
  },
  openCheckpoint: (request, onLoading, mayFetch) => openCheckpoint(request, { onLoading, clock: realClock, mayFetch }),
  openTokenizer: (request, onLoading) => openTokenizer(request, onLoading, realClock),
  now: realClock.now,
};

serve(self, (post) => createRunner(engine, post));

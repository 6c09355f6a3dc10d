import * as v from "valibot";
import { handler } from "../../shared/rpc/callee.ts";
import { defineVerb } from "../../shared/rpc/verb.ts";
import { RuntimeChoice } from "../../shared/site.ts";
import { CompiledRuntime } from "../compiled.ts";
import type { Realm } from "../realm.ts";

const StartRequest = v.object({
  runtime: RuntimeChoice,
  compiled: v.optional(CompiledRuntime),
  /** The task that a model is likely to be for; another may come as well. */
  taskId: v.string(),
});
export type StartRequest = v.InferOutput<typeof StartRequest>;

/** Starts ONNX Runtime, fetches the task's half and loads no model, so that one to come finds both. */
export const startVerb = defineVerb({ name: "start", request: StartRequest, event: v.never(), answer: v.null() });

export function handleStart({ engine }: Realm) {
  return handler(startVerb, async ({ runtime, compiled, taskId }) => {
    await Promise.all([engine.start(runtime, compiled), engine.findTask(taskId)]);
    return null;
  });
}

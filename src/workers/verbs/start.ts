import * as v from "valibot";
import { handler } from "../../shared/rpc/callee.ts";
import { defineVerb } from "../../shared/rpc/verb.ts";
import { RuntimeChoice } from "../../shared/site.ts";
import type { Realm } from "../realm.ts";

/** Starts ONNX Runtime and loads nothing, so that a model to come finds it. */
export const startVerb = defineVerb({ name: "start", request: RuntimeChoice, event: v.never(), answer: v.null() });

export function handleStart({ engine }: Realm) {
  return handler(startVerb, async (runtime) => {
    await engine.start(runtime);
    return null;
  });
}

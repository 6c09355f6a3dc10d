import * as v from "valibot";
import { TaskError, toFailure } from "../../shared/errors.ts";
import { handler } from "../../shared/rpc/callee.ts";
import { defineVerb } from "../../shared/rpc/verb.ts";
import type { Realm } from "../realm.ts";

/** Gives the model back, after which the worker may load another. */
export const disposeVerb = defineVerb({ name: "dispose", request: v.null(), event: v.never(), answer: v.null() });

export function handleDispose(realm: Realm) {
  return handler(disposeVerb, async () => {
    try {
      realm.loaded?.dispose();
      await realm.opened?.dispose();
    } catch (reason) {
      const { message, detail } = toFailure(reason, "worker-crashed");
      throw new TaskError("worker-crashed", message, detail);
    }
    realm.opened = undefined;
    realm.loaded = undefined;
    return null;
  });
}

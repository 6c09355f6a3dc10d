import * as v from "valibot";
import { handler } from "../../shared/rpc/callee.ts";
import { defineVerb } from "../../shared/rpc/verb.ts";
import type { Realm } from "../realm.ts";

/** A run waits for the model that is being made ready: from now on it may fetch what this browser does not have. */
export const wantVerb = defineVerb({ name: "want", request: v.null(), event: v.never(), answer: v.null() });

export function handleWant(realm: Realm) {
  return handler(wantVerb, () => {
    realm.want();
    return null;
  });
}

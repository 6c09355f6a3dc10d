import * as v from "valibot";
import { defineVerb } from "../../shared/rpc/verb.ts";

/** JSON under an address of the page's own (`blob:`). */
export const readJsonVerb = defineVerb({
  name: "read-json",
  request: v.object({ href: v.string() }),
  event: v.never(),
  answer: v.unknown(),
});

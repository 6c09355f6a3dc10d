import * as v from "valibot";
import { Endpoint, RuntimeChoice, Timeouts } from "../shared/site.ts";

/** Where a worker may fetch from, and how long it waits. */
export const Sources = v.object({
  endpoints: v.array(Endpoint),
  timeoutMs: Timeouts,
  /** Address of the folder `models/`, which `embedded/<name>` is served from. */
  embeddedBase: v.string(),
  runtime: RuntimeChoice,
  /** Memory for matrices that are unpacked to floats, which WASM computes with. */
  mostFloatBytes: v.number(),
  /** The reader's own at the Hub, for those endpoints alone that take one. */
  token: v.optional(v.string()),
});
export type Sources = v.InferOutput<typeof Sources>;
